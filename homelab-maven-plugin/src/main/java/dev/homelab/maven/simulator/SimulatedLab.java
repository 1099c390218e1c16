package dev.homelab.maven.simulator;

import dev.homelab.maven.simulator.state.AclEntry;
import dev.homelab.maven.simulator.state.Bridge;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Node;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Role;
import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.Token;
import dev.homelab.maven.simulator.state.User;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A hypervisor that fits the answers of a homelab: its node, its storages, its bridge, and a token
 * with exactly the privileges that the homelab's README asks for.
 *
 * @param cluster to start a simulator with
 * @param tokenId of its token
 * @param tokenSecret of its token, new each time
 */
public record SimulatedLab(Cluster cluster, String tokenId, String tokenSecret) {

  /** The token of the README. */
  public static final String TOKEN = "homelab@pve!iac";

  private static final String USER = "homelab@pve";
  private static final long GIB = 1L << 30;
  private static final Set<String> PRIVILEGES =
      Set.of(
          "Datastore.AllocateSpace",
          "Datastore.AllocateTemplate",
          "Datastore.Audit",
          "Pool.Allocate",
          "Pool.Audit",
          "SDN.Use",
          "Sys.Audit",
          "Sys.Console",
          "Sys.Modify",
          "VM.Allocate",
          "VM.Audit",
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
          "VM.PowerMgmt");

  /** Nothing secret in a log. */
  @Override
  public String toString() {
    return "SimulatedLab[" + tokenId + "]";
  }

  /** What the README of a homelab asks for. */
  public static Set<String> privileges(Release release) {
    Set<String> all = new TreeSet<>(PRIVILEGES);
    all.add(release == Release.V8 ? "VM.Monitor" : "VM.GuestAgent.Audit");
    return all;
  }

  /**
   * Fits these answers.
   *
   * @param answers by their keys; what is left out is as by default
   */
  public static SimulatedLab of(Map<String, String> answers, Release release) {
    String node = answers.getOrDefault("proxmox_node", "pve");
    String storage = answers.getOrDefault("storage", "local-lvm");
    String isoStorage = answers.getOrDefault("iso_storage", "local");
    Cluster cluster = Cluster.of(release);
    cluster.nodes().add(node(node, answers));
    if (storage.equals(isoStorage)) {
      cluster
          .storages()
          .add(
              Storage.of(storage, node, "dir", "images", "iso", "snippets", "vztmpl")
                  .sized(1000 * GIB));
    } else {
      cluster
          .storages()
          .add(Storage.of(isoStorage, node, "dir", "iso", "snippets", "vztmpl").sized(100 * GIB));
      cluster
          .storages()
          .add(Storage.of(storage, node, "lvmthin", "images", "rootdir").sized(1000 * GIB));
    }
    String secret = newSecret();
    cluster.users().add(new User(USER, "", true, 0, "packer and tofu"));
    cluster.tokens().add(new Token(USER, "iac", secret, false, 0, ""));
    cluster.roles().add(new Role("Homelab", privileges(release), false));
    cluster.acl().add(new AclEntry("/", USER, "Homelab", true));
    return new SimulatedLab(cluster, TOKEN, secret);
  }

  private static Node node(String name, Map<String, String> answers) {
    long memory = number(answers.get("memory"), 24576) << 20;
    int cores = (int) number(answers.get("cores"), 4);
    List<Bridge> bridges = new ArrayList<>();
    boolean tagged = number(answers.get("vlan_tag"), 0) > 0;
    String gateway = answers.getOrDefault("gateway", "10.23.45.1");
    String prefix = answers.getOrDefault("node_ip", "10.23.45.31/24").replaceFirst(".*/", "");
    String address = neighbour(gateway, answers.getOrDefault("node_ip", "10.23.45.31/24"));
    bridges.add(
        new Bridge(
            answers.getOrDefault("bridge", "vmbr0"),
            // The network of a VLAN is not the one that the node itself is in.
            tagged ? "192.0.2.2/24" : address + "/" + prefix,
            tagged ? "192.0.2.1" : gateway,
            "eno1",
            tagged,
            true));
    return new Node(
        name,
        true,
        Math.max(16, 2 * cores),
        1,
        null,
        null,
        Math.max(64 * GIB, 2 * memory),
        2 * GIB,
        0.12,
        tagged ? "192.0.2.2" : address,
        0,
        bridges);
  }

  /** An address beside the gateway's that is not the machine's. */
  private static String neighbour(String gateway, String nodeIp) {
    int dot = gateway.lastIndexOf('.');
    if (dot < 0 || !gateway.substring(dot + 1).matches("\\d{1,3}")) {
      return "10.23.45.2";
    }
    int last = Integer.parseInt(gateway.substring(dot + 1));
    for (int other : new int[] {last + 1, last + 2, last - 1, last - 2}) {
      String candidate = gateway.substring(0, dot + 1) + other;
      if (other > 0 && other < 255 && !nodeIp.startsWith(candidate + "/")) {
        return candidate;
      }
    }
    return gateway;
  }

  private static long number(String text, long absent) {
    return text != null && text.matches("\\d{1,9}") ? Long.parseLong(text) : absent;
  }

  private static String newSecret() {
    SecureRandom random = new SecureRandom();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
