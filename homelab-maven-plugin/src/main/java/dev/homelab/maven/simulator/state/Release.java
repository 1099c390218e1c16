package dev.homelab.maven.simulator.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;
import java.util.TreeSet;

/** The releases of Proxmox VE whose rules the simulator knows. */
public enum Release {
  /** Proxmox VE 8.4. */
  V8("8.4.5", "8.4", "6.8.12-11-pve", "9.2.0"),
  /** Proxmox VE 9.1. */
  V9("9.1.3", "9.1", "6.17.2-2-pve", "10.1.2");

  private static final Set<String> ALWAYS =
      Set.of(
          "Datastore.Allocate",
          "Datastore.AllocateSpace",
          "Datastore.AllocateTemplate",
          "Datastore.Audit",
          "Group.Allocate",
          "Mapping.Audit",
          "Mapping.Modify",
          "Mapping.Use",
          "Permissions.Modify",
          "Pool.Allocate",
          "Pool.Audit",
          "Realm.Allocate",
          "Realm.AllocateUser",
          "SDN.Allocate",
          "SDN.Audit",
          "SDN.Use",
          "Sys.AccessNetwork",
          "Sys.Audit",
          "Sys.Console",
          "Sys.Incoming",
          "Sys.Modify",
          "Sys.PowerMgmt",
          "Sys.Syslog",
          "User.Modify",
          "VM.Allocate",
          "VM.Audit",
          "VM.Backup",
          "VM.Clone",
          "VM.Config.CDROM",
          "VM.Config.CPU",
          "VM.Config.Cloudinit",
          "VM.Config.Disk",
          "VM.Config.HWType",
          "VM.Config.Memory",
          "VM.Config.Network",
          "VM.Config.Options",
          "VM.Console",
          "VM.Migrate",
          "VM.PowerMgmt",
          "VM.Snapshot",
          "VM.Snapshot.Rollback");

  private final String version;
  private final String release;
  private final String kernel;
  private final String qemu;

  Release(String version, String release, String kernel, String qemu) {
    this.version = version;
    this.release = release;
    this.kernel = kernel;
    this.qemu = qemu;
  }

  /** The one that a version such as 8.4 or 9.1.3 belongs to. */
  @JsonCreator
  public static Release of(String version) {
    String major = version.split("\\.", 2)[0];
    for (Release known : values()) {
      if (known.version.startsWith(major + ".")) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "the simulator knows Proxmox VE 8.4 and 9.1, not '" + version + "'");
  }

  /** As {@code /version} says it, like 9.1.3. */
  @JsonValue
  public String version() {
    return version;
  }

  /** The first two parts of it. */
  public String release() {
    return release;
  }

  /** Of its nodes. */
  public String kernel() {
    return kernel;
  }

  /** The QEMU it comes with. */
  public String qemu() {
    return qemu;
  }

  /** Every privilege that a role may have: 9 replaced VM.Monitor by those of the guest agent. */
  public Set<String> privileges() {
    Set<String> all = new TreeSet<>(ALWAYS);
    if (this == V8) {
      all.add("VM.Monitor");
    } else {
      all.addAll(
          Set.of(
              "VM.GuestAgent.Audit",
              "VM.GuestAgent.FileRead",
              "VM.GuestAgent.FileSystemMgmt",
              "VM.GuestAgent.FileWrite",
              "VM.GuestAgent.Unrestricted",
              "VM.Replicate"));
    }
    return all;
  }
}
