package dev.homelab.maven.check.doctor;

import java.util.List;
import java.util.Optional;

/**
 * One privilege that a goal needs on a path.
 *
 * @param path as Proxmox names it; {@code {storage}} and the like stand for answers
 * @param privilege "VM.Clone"
 * @param only the major release of Proxmox VE that knows it; empty for all
 * @param goals that need it
 */
record Need(String path, String privilege, Optional<Integer> only, String goals) {

  private static final String BOTH = "image, provision";
  private static final String ROOT = "/";
  private static final String MACHINES = "/vms";
  private static final String DISKS = "/storage/{storage}";
  private static final String ISOS = "/storage/{iso_storage}";

  /**
   * All of them. What gitops does, it does in the cluster: Proxmox is not asked.
   *
   * <p>On / stands what the provider looks for at its start: it compares its list with the user's
   * privileges there, and refuses to work when one is missing, wherever else it were granted. What
   * stands on the other paths is what Proxmox itself asks for at each call.
   */
  static final List<Need> ALL =
      List.of(
          of(ROOT, "Datastore.AllocateSpace", "provision"),
          of(ROOT, "Datastore.Audit", "provision"),
          of(ROOT, "Pool.Allocate", "provision"),
          of(ROOT, "Pool.Audit", "provision"),
          of(ROOT, "Sys.Audit", BOTH),
          of(ROOT, "Sys.Console", "provision"),
          of(ROOT, "Sys.Modify", BOTH), // with Sys.Audit: lets the node download the ISO
          of(ROOT, "VM.Allocate", "provision"),
          of(ROOT, "VM.Audit", "provision"),
          of(ROOT, "VM.Clone", "provision"),
          of(ROOT, "VM.Config.CDROM", "provision"),
          of(ROOT, "VM.Config.CPU", "provision"),
          of(ROOT, "VM.Config.Cloudinit", "provision"),
          of(ROOT, "VM.Config.Disk", "provision"),
          of(ROOT, "VM.Config.HWType", "provision"),
          of(ROOT, "VM.Config.Memory", "provision"),
          of(ROOT, "VM.Config.Network", "provision"),
          of(ROOT, "VM.Config.Options", "provision"),
          of(ROOT, "VM.Migrate", "provision"),
          of(ROOT, "VM.PowerMgmt", "provision"),
          // The provider lists the users; without it: "cannot retrieve user list".
          of("/access", "Sys.Audit", "provision"),
          of("/nodes/{proxmox_node}", "Sys.Audit", BOTH),
          of("/sdn/zones/localnetwork/{bridge}", "SDN.Use", BOTH),
          of(DISKS, "Datastore.AllocateSpace", BOTH),
          of(DISKS, "Datastore.Audit", BOTH),
          of(ISOS, "Datastore.AllocateTemplate", "image"),
          of(ISOS, "Datastore.Audit", "image"),
          of(MACHINES, "VM.Allocate", BOTH),
          of(MACHINES, "VM.Audit", BOTH),
          of(MACHINES, "VM.Clone", "provision"),
          of(MACHINES, "VM.Config.CDROM", BOTH),
          of(MACHINES, "VM.Config.CPU", BOTH),
          of(MACHINES, "VM.Config.Cloudinit", BOTH),
          of(MACHINES, "VM.Config.Disk", BOTH),
          of(MACHINES, "VM.Config.HWType", BOTH),
          of(MACHINES, "VM.Config.Memory", BOTH),
          of(MACHINES, "VM.Config.Network", BOTH),
          of(MACHINES, "VM.Config.Options", BOTH),
          of(MACHINES, "VM.Console", "image"), // types the boot command
          // Without it packer waits for the machine's address until its time is over, and does not
          // say why.
          new Need(MACHINES, "VM.Monitor", Optional.of(8), "image"),
          new Need(MACHINES, "VM.GuestAgent.Audit", Optional.of(9), "image"),
          of(MACHINES, "VM.PowerMgmt", BOTH));

  private static Need of(String path, String privilege, String goals) {
    return new Need(path, privilege, Optional.empty(), goals);
  }

  /** Whether that major release of Proxmox VE asks for it; newer ones ask as the newest known. */
  boolean askedBy(int major) {
    return only.isEmpty() || only.get() == Math.max(8, Math.min(9, major));
  }

  /** The path with these answers. */
  String path(Given given) {
    String filled = path;
    for (String key : List.of("proxmox_node", "storage", "iso_storage")) {
      filled = filled.replace("{" + key + "}", given.get(key));
    }
    int tag = given.number("vlan_tag");
    return filled.replace("{bridge}", given.get("bridge") + (tag > 0 ? "/" + tag : ""));
  }
}
