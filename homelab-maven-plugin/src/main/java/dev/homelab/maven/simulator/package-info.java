/**
 * Proxmox VE in memory, for rehearsals and tests: the API that packer, the tofu provider and our
 * own client use, on this machine's own address only, thrown away afterwards.
 *
 * <p>What it is: faithful in what clients rely on, as far as real clients were seen to rely on it:
 * types, absent keys, names and sizes of volumes, reason phrases, tasks, locks, privileges by path,
 * for Proxmox VE 8.4 and 9.1. What it is not: a hypervisor. No machine runs, no file is fetched, no
 * packet is sent; there are no containers, snapshots, backups, migrations, groups, nor high
 * availability. Wording and rules beyond those that clients were seen to use are from knowledge of
 * Proxmox's sources and have not been compared with a live host.
 *
 * <p>Nothing imports it but the rehearsal in flow. It may touch process and problem, httpcore and
 * Jackson.
 */
package dev.homelab.maven.simulator;
