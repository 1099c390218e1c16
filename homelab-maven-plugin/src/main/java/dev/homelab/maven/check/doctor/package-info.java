/**
 * What doctor asks of the world: this machine, the token, Proxmox, the network, git, the cluster.
 *
 * <p>One class for each question, one line of the console each. All share {@link
 * dev.homelab.maven.check.doctor.World}, so that Proxmox is asked each thing once. They read only.
 * May touch credentials and proxmox beside what every check may touch.
 */
package dev.homelab.maven.check.doctor;
