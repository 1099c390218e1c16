package dev.homelab.maven.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file in which packer's post-processor of that name notes what it has built: one entry for
 * each source of each run, the newest run's last.
 *
 * @param run the id of the newest run; empty when there was none
 * @param builds what that run has built
 */
public record Manifest(String run, List<Build> builds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What came of one source.
   *
   * @param builder "proxmox-iso"
   * @param artifact what the builder calls the result: for Proxmox the template's number
   * @param notes what the template has packer note: "template" -> its name
   */
  public record Build(String builder, String artifact, Map<String, String> notes) {

    /**
     * Whether it is that template: by the number, where the builder makes machines and so has one.
     *
     * @param name that the template has packer note
     */
    public boolean isTemplate(String name, int vmid) {
      return name.equals(notes.get("template"))
          && (!artifact.matches("\\d+") || artifact.equals(Integer.toString(vmid)));
    }
  }

  /** Reads it; one that is not there has no run. */
  public static Manifest read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Manifest("", List.of());
    }
    JsonNode root = JSON.readTree(Files.readAllBytes(file));
    String run = root.path("last_run_uuid").asText();
    List<Build> builds = new ArrayList<>();
    for (JsonNode build : root.path("builds")) {
      if (build.path("packer_run_uuid").asText().equals(run)) {
        Map<String, String> notes = new TreeMap<>();
        build
            .path("custom_data")
            .properties()
            .forEach(e -> notes.put(e.getKey(), e.getValue().asText()));
        builds.add(
            new Build(
                build.path("builder_type").asText(), build.path("artifact_id").asText(), notes));
      }
    }
    return new Manifest(run, List.copyOf(builds));
  }
}
