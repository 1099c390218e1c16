/** Proves what doctor shows and hides, in a Maven of its own and beside a simulated Proxmox. */
package dev.homelab.it.doctor;
