/**
 * The wire of the simulator: sockets on this machine only, a certificate of its own, requests read
 * within bounds, answers with the reason phrases that clients of Proxmox read.
 *
 * <p>Knows nothing of Proxmox. May touch httpcore and Jackson.
 */
package dev.homelab.maven.simulator.http;
