package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that others have written find in the simulator what they expect of Proxmox. */
@NeedsRealTools
class OtherClientsTest {

  private static final String NODE = GeneratedTree.REQUIRED_ANSWERS.get("proxmox_node");

  @TempDir Path scratch;

  private final String secret = UUID.randomUUID().toString();
  private final String password = UUID.randomUUID().toString();

  @ParameterizedTest
  @EnumSource
  void proxmoxerMakesAllTheCallsThatAHomelabNeeds(Release release) throws IOException {
    try (Simulator proxmox = Simulator.start(SimulatorSettings.of(cluster(release)))) {
      Program.Ended calls =
          of(proxmox, Program.tool("proxmoxer"))
              .with("PVE_HOST", proxmox.url().getAuthority())
              .with("PVE_RELEASE", release.name().substring(1))
              .with("PVE_PASSWORD", password)
              .run(Path.of("src/test/resources/proxmoxer/calls.py").toAbsolutePath().toString())
              .succeeded();

      assertTrue(calls.err().contains("\nRan 14 tests in "), calls.said());
    }
  }

  @ParameterizedTest
  @EnumSource
  void goProxmoxWalksAMachineThroughItsLife(Release release) throws IOException {
    Program program = goproxmox();
    try (Simulator proxmox = Simulator.start(SimulatorSettings.of(cluster(release)))) {
      Program.Ended walk = of(proxmox, program).with("PVE_URL", proxmox.url().toString()).run();

      assertEquals(
          """
          version %s
          storage local iso,snippets,vztmpl
          storage local-lvm images,rootdir
          bridge vmbr0
          create OK
          made 100 golden stopped 2
          template OK
          clone OK
          config OK
          start OK
          agent 10.23.45.199
          runs 101 copy running 4
          stop OK
          delete OK
          delete OK
          """
              .formatted(release == Release.V8 ? "8.4.5" : "9.1.3"),
          walk.said());
    }
  }

  private Program of(Simulator proxmox, Program client) throws IOException {
    Path ca = Files.writeString(scratch.resolve("ca.pem"), proxmox.certificate().pem());
    return client.with("PVE_CA", ca.toString()).with("PVE_NODE", NODE).with("PVE_TOKEN", secret);
  }

  /** As a homelab's, but with nobody who may anything besides root and someone who watches. */
  private Cluster cluster(Release release) {
    Cluster cluster = SimulatedLab.of(GeneratedTree.REQUIRED_ANSWERS, release).cluster();
    cluster.users().removeIf(user -> user.id().equals("homelab@pve"));
    cluster.tokens().clear();
    cluster.acl().clear();
    cluster.tokens().add(new Token(User.ROOT, "all", secret, false, 0, ""));
    cluster.users().add(new User("watcher@pve", password, true, 0, ""));
    cluster.acl().add(new AclEntry("/", "watcher@pve", "PVEAuditor", true));
    return cluster;
  }

  /** Built from its pinned modules, which Go fetches where it keeps those of the toolchain. */
  private static Program goproxmox() {
    Path program = Toolchain.work().resolve("goproxmox");
    Program.tool("go")
        .in(Path.of("toolchain/goproxmox").toAbsolutePath())
        .with("GOMODCACHE", goEnv("GOMODCACHE"))
        .with("GOPROXY", goEnv("GOPROXY"))
        .with("GOSUMDB", goEnv("GOSUMDB"))
        .with("GOCACHE", Toolchain.work().resolve("go-build").toString())
        .with("GOWORK", "off")
        .with("CGO_ENABLED", "0")
        .run("build", "-mod=readonly", "-buildvcs=false", "-o", program.toString(), ".")
        .succeeded();
    return new Program(program.toString(), Toolchain.work(), Map.of(), "");
  }

  /** Of whoever runs the tests: a tool sees nothing of that by itself. */
  private static String goEnv(String name) {
    try {
      Process go = new ProcessBuilder("go", "env", name).start();
      return new String(go.getInputStream().readAllBytes()).strip();
    } catch (IOException e) {
      throw new AssertionError("go is there: it has built the toolchain", e);
    }
  }
}
