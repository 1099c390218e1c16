/**
 * The API of Proxmox: which URLs there are, who may call them, what they do to the cluster, and
 * what they answer. One class for each area of URLs.
 *
 * <p>Types, absent keys, volume names and wording follow what real clients were seen to rely on;
 * the rest is from knowledge of Proxmox's sources and has not been compared with a live host. May
 * touch the state and the requests and answers of the wire.
 */
package dev.homelab.maven.simulator.pages;
