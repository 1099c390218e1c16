/**
 * Proxmox VE's API as a client: what it says comes as small typed records, what goes wrong as a
 * {@link dev.homelab.maven.proxmox.ProxmoxException} with Proxmox's own words and what to do.
 *
 * <p>The only package that knows the API's addresses, its fields and its wording. {@link
 * dev.homelab.maven.proxmox.ProxmoxApi} has a verb for each call; Transport decides what is sent
 * again, HttpWire sends, TlsTrust decides which certificate is good, Decoder reads bodies,
 * Complaints turns refusals into sentences, Fields reads values, TaskFollower waits. May touch
 * problem, the JDK's HTTP client and Jackson's tree.
 */
package dev.homelab.maven.proxmox;
