package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.state.AclEntry;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Token;
import dev.homelab.maven.simulator.state.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that others have written finds in the simulator what it expects of Proxmox. */
@NeedsRealTools
class ProxmoxerTest {

  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource
  void callsAllThatAHomelabNeeds(Release release) throws IOException {
    String secret = UUID.randomUUID().toString();
    String password = UUID.randomUUID().toString();
    Cluster cluster = SimulatedLab.of(GeneratedTree.REQUIRED_ANSWERS, release).cluster();
    cluster.users().removeIf(user -> user.id().equals("homelab@pve"));
    cluster.tokens().clear();
    cluster.acl().clear();
    cluster.tokens().add(new Token(User.ROOT, "all", secret, false, 0, ""));
    cluster.users().add(new User("watcher@pve", password, true, 0, ""));
    cluster.acl().add(new AclEntry("/", "watcher@pve", "PVEAuditor", true));

    try (Simulator proxmox = Simulator.start(SimulatorSettings.of(cluster))) {
      Program.Ended calls =
          Program.tool("proxmoxer")
              .with("PVE_HOST", proxmox.url().getAuthority())
              .with(
                  "PVE_CA",
                  Files.writeString(scratch.resolve("ca.pem"), proxmox.certificate().pem())
                      .toString())
              .with("PVE_NODE", GeneratedTree.REQUIRED_ANSWERS.get("proxmox_node"))
              .with("PVE_RELEASE", release.name().substring(1))
              .with("PVE_TOKEN", secret)
              .with("PVE_PASSWORD", password)
              .run(Path.of("src/test/resources/proxmoxer/calls.py").toAbsolutePath().toString())
              .succeeded();

      assertTrue(calls.err().contains("\nRan 14 tests in "), calls.said());
    }
  }
}
