package dev.homelab.maven.simulator.state;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The roles that come with Proxmox, as far as a homelab meets them. */
final class BuiltInRoles {

  private BuiltInRoles() {}

  static List<Role> of(Release release) {
    Set<String> all = release.privileges();
    Set<String> withoutPermissions = new TreeSet<>(all);
    withoutPermissions.removeAll(
        Set.of(
            "Permissions.Modify",
            "Realm.Allocate",
            "Sys.AccessNetwork",
            "Sys.Incoming",
            "Sys.Modify",
            "Sys.PowerMgmt"));
    Set<String> machines = new TreeSet<>(all);
    machines.removeIf(privilege -> !privilege.startsWith("VM."));
    Set<String> machineUser =
        new TreeSet<>(
            Set.of(
                "VM.Audit",
                "VM.Backup",
                "VM.Config.CDROM",
                "VM.Config.Cloudinit",
                "VM.Console",
                "VM.PowerMgmt"));
    if (release == Release.V9) {
      machineUser.add("VM.GuestAgent.Audit");
    }
    Set<String> auditor =
        new TreeSet<>(
            Set.of(
                "Datastore.Audit",
                "Mapping.Audit",
                "Pool.Audit",
                "SDN.Audit",
                "Sys.Audit",
                "VM.Audit"));
    if (release == Release.V9) {
      auditor.add("VM.GuestAgent.Audit");
    }
    return List.of(
        new Role("Administrator", all, true),
        new Role(Role.NO_ACCESS, Set.of(), true),
        new Role("PVEAdmin", withoutPermissions, true),
        new Role("PVEAuditor", auditor, true),
        new Role(
            "PVEDatastoreAdmin",
            Set.of(
                "Datastore.Allocate",
                "Datastore.AllocateSpace",
                "Datastore.AllocateTemplate",
                "Datastore.Audit"),
            true),
        new Role("PVEDatastoreUser", Set.of("Datastore.AllocateSpace", "Datastore.Audit"), true),
        new Role("PVEPoolAdmin", Set.of("Pool.Allocate", "Pool.Audit"), true),
        new Role("PVESDNUser", Set.of("SDN.Audit", "SDN.Use"), true),
        new Role("PVESysAdmin", Set.of("Sys.Audit", "Sys.Console", "Sys.Syslog"), true),
        new Role("PVEVMAdmin", machines, true),
        new Role("PVEVMUser", machineUser, true));
  }
}
