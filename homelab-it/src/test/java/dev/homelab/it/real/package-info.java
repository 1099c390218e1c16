/**
 * What is generated, held against the programs that will read it: the pinned releases of
 * homelab-it/toolchain, an API server among them. Runs with the profile real-tools only. May touch
 * the shared helpers of the package above, the fixtures, and nothing of the plugin.
 */
package dev.homelab.it.real;
