/**
 * What is generated, held against the programs that will read it: the pinned releases of
 * homelab-it/toolchain, an API server among them; and the plugin's simulated Proxmox, held against
 * real clients of Proxmox. Runs with the profile real-tools only. May touch the shared helpers of
 * the package above, the fixtures, and of the plugin nothing but that simulator.
 */
package dev.homelab.it.real;
