package dev.homelab.maven.check.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homelab.maven.check.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The machines that tofu has made in the environment, as its state file knows them.
 *
 * @param readable whether there is nothing more to know: no state that is encrypted or elsewhere
 * @param machines that it knows
 */
record TofuState(boolean readable, List<Machine> machines) {

  /** One of them. */
  record Machine(int vmid, String name) {}

  private static final long MOST_BYTES = 64L << 20;

  static TofuState of(Lab lab) {
    Path folder = lab.tree().root().resolve("terraform/envs").resolve(lab.environment());
    Path file = folder.resolve("terraform.tfstate");
    try {
      if (!Files.isRegularFile(file)) {
        // With a backend elsewhere, tofu init writes here which one.
        boolean elsewhere = Files.exists(folder.resolve(".terraform/terraform.tfstate"));
        return new TofuState(!elsewhere, List.of());
      }
      if (Files.size(file) > MOST_BYTES) {
        return new TofuState(false, List.of());
      }
      return read(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      return new TofuState(false, List.of());
    } catch (IOException e) {
      return new TofuState(false, List.of());
    }
  }

  private static TofuState read(JsonNode state) {
    if (!state.path("resources").isArray()) {
      return new TofuState(false, List.of()); // encrypted
    }
    List<Machine> machines = new ArrayList<>();
    for (JsonNode resource : state.path("resources")) {
      if (!resource.path("type").asText().equals("proxmox_vm_qemu")) {
        continue;
      }
      for (JsonNode instance : resource.path("instances")) {
        JsonNode attributes = instance.path("attributes");
        machines.add(
            new Machine(attributes.path("vmid").asInt(), attributes.path("name").asText()));
      }
    }
    return new TofuState(true, List.copyOf(machines));
  }

  /** Whether tofu has made that one. */
  boolean knows(int vmid) {
    return machines.stream().anyMatch(machine -> machine.vmid() == vmid);
  }
}
