package dev.homelab.maven.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file in which tofu keeps what it has built, read without tofu.
 *
 * @param readable whether it could be: not when it is encrypted
 * @param clonedFrom the templates that its machines name
 * @param vmids the numbers of its machines
 */
public record TofuStateFile(boolean readable, Set<String> clonedFrom, Set<Integer> vmids) {

  private static final long MOST_BYTES = 64L << 20;

  /** Reads it; one that is not there, or empty, has nothing in it. */
  public static TofuStateFile read(Path file) {
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        return new TofuStateFile(true, Set.of(), Set.of());
      }
      if (Files.size(file) > MOST_BYTES) {
        return new TofuStateFile(false, Set.of(), Set.of());
      }
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (!root.path("resources").isArray()) {
        return new TofuStateFile(false, Set.of(), Set.of());
      }
      Set<String> clonedFrom = new TreeSet<>();
      Set<Integer> vmids = new TreeSet<>();
      for (JsonNode resource : root.path("resources")) {
        for (JsonNode instance : resource.path("instances")) {
          String clone = instance.path("attributes").path("clone").asText("");
          if (!clone.isEmpty()) {
            clonedFrom.add(clone);
          }
          int vmid = instance.path("attributes").path("vmid").asInt(0);
          if (vmid > 0) {
            vmids.add(vmid);
          }
        }
      }
      return new TofuStateFile(true, clonedFrom, vmids);
    } catch (IOException e) {
      return new TofuStateFile(false, Set.of(), Set.of());
    }
  }
}
