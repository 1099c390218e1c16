package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.simulator.pages.Pace;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The hypervisor that a rehearsal gets. */
class SimulatedLabTest {

  private static final Path README =
      Path.of("../homelab-archetype/src/main/resources/archetype-resources/README.md");

  private static Set<String> readme(int which) throws IOException {
    Matcher lines =
        Pattern.compile("pveum role add Homelab --privs \"([^\"]+)\"")
            .matcher(Files.readString(README));
    for (int i = 0; i <= which; i++) {
      lines.find();
    }
    return new TreeSet<>(List.of(lines.group(1).split(" ")));
  }

  @Test
  void theTokenHasExactlyThePrivilegesOfTheReadme() throws IOException {
    assertEquals(readme(0), SimulatedLab.privileges(Release.V9));
    assertEquals(readme(1), SimulatedLab.privileges(Release.V8));
  }

  @Test
  void theLabHasTheNamesOfTheAnswers() throws IOException {
    Map<String, String> answers =
        Map.of(
            "proxmox_node", "atlas",
            "storage", "tank",
            "iso_storage", "media",
            "bridge", "vmbr7",
            "vlan_tag", "12",
            "memory", "131072",
            "cores", "64");
    SimulatedLab lab = SimulatedLab.of(answers, Release.V8);
    try (Caller caller = Caller.of(lab, Pace.instant())) {
      JsonNode status = caller.get("/nodes/atlas/status").data();

      assertEquals("8.4.5", caller.get("/version").data().get("version").asText());
      assertEquals(256L << 30, status.get("memory").get("total").asLong());
      assertEquals(128, status.get("cpuinfo").get("cpus").asInt());
      assertEquals(
          "images,rootdir",
          caller.get("/nodes/atlas/storage/tank/status").data().get("content").asText());
      assertEquals(
          "iso,snippets,vztmpl",
          caller.get("/nodes/atlas/storage/media/status").data().get("content").asText());
      assertEquals(
          1, caller.get("/nodes/atlas/network/vmbr7").data().get("bridge_vlan_aware").asInt());
    }
  }

  @Test
  void oneStorageCanHoldBoth() {
    Cluster cluster =
        SimulatedLab.of(Map.of("storage", "big", "iso_storage", "big"), Release.V9).cluster();

    assertEquals(1, cluster.storages().size());
    assertEquals(
        List.of("images", "iso", "snippets", "vztmpl"), cluster.storages().get(0).content());
  }

  @Test
  void theSecretIsNewEachTimeAndNotPartOfItsText() {
    SimulatedLab one = SimulatedLab.of(Map.of(), Release.V9);
    SimulatedLab other = SimulatedLab.of(Map.of(), Release.V9);

    assertFalse(one.tokenSecret().equals(other.tokenSecret()));
    assertEquals("SimulatedLab[homelab@pve!iac]", one.toString());
  }
}
