/**
 * Proxmox VE in memory, for rehearsals and tests: the API that packer, the tofu provider and our
 * own client use, on this machine's own address only, thrown away afterwards.
 *
 * <p>What it is: faithful in what clients rely on, as far as real clients were seen to rely on it:
 * types, absent keys, names and sizes of volumes, reason phrases, tasks, locks, privileges by path,
 * for Proxmox VE 8.4 and 9.1. What it is not: a hypervisor. No machine runs, no file is fetched, no
 * packet is sent; there are no containers, snapshots, backups, migrations, groups, nor high
 * availability. Which calls there are, what they take and which privileges they need agrees with
 * the API schemas of 8.4.5 and 9.1.3. Wording, the privileges that depend on values, and what
 * becomes of a configuration, beyond what clients were seen to use, are from knowledge of Proxmox's
 * sources and have not been compared with a live host.
 *
 * <p>Nothing imports it but the rehearsal in flow. It may touch process and problem, httpcore and
 * Jackson.
 */
package dev.homelab.maven.simulator;
