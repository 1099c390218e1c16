/**
 * Where the Proxmox token comes from: settings.xml, then the environment. Never a file of the
 * homelab.
 *
 * <p>Knows no Maven: its settings are reached through {@link
 * dev.homelab.maven.credentials.ServerSettings}. May touch proxmox, process and problem.
 */
package dev.homelab.maven.credentials;
