/**
 * What a Proxmox cluster consists of, as plain objects: nodes, storages, machines, users, tokens,
 * privileges, pools and tasks. Read from JSON and written to it as they are.
 *
 * <p>Knows no URL and no request. May touch Jackson.
 */
package dev.homelab.maven.simulator.state;
