/**
 * The API of Proxmox: which URLs there are, who may call them, what they do to the cluster, and
 * what they answer. One class for each area of URLs.
 *
 * <p>May touch the state, and the requests and answers of the wire. What is known of Proxmox and
 * what is only believed, the package above says.
 */
package dev.homelab.maven.simulator.pages;
