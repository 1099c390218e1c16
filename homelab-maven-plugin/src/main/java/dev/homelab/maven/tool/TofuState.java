package dev.homelab.maven.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tofu remembers of an environment, read without tofu.
 *
 * @param readable whether this is all there is to know: not when the state is encrypted, broken or
 *     kept elsewhere
 * @param machines that tofu has made
 * @param outputs that are texts, by name
 */
public record TofuState(boolean readable, List<Machine> machines, Map<String, String> outputs) {

  /** tofu's name for it, in the folder that it is called in. */
  public static final String FILE = "terraform.tfstate";

  /** A state of so many machines is none of a homelab. */
  private static final long MOST_BYTES = 64L << 20;

  private static final TofuState NOTHING = new TofuState(true, List.of(), Map.of());
  private static final TofuState UNREADABLE = new TofuState(false, List.of(), Map.of());

  /**
   * A machine that is there.
   *
   * @param resource its type and name in the configuration: proxmox_vm_qemu.vm
   * @param vmid its number on Proxmox; 0 when it has none
   * @param name its name on Proxmox
   * @param clonedFrom the template's name; empty when it is no clone
   * @param disks the size of each disk by its slot, like scsi0 and 60G
   */
  public record Machine(
      String resource, int vmid, String name, String clonedFrom, Map<String, String> disks) {}

  /** The state of an environment; nothing in it before the first apply. */
  public static TofuState in(Path environment) {
    Path file = environment.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        // With a backend elsewhere, tofu init writes here which one.
        return Files.exists(environment.resolve(".terraform").resolve(FILE)) ? UNREADABLE : NOTHING;
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return UNREADABLE;
      }
      return Files.size(file) == 0 ? NOTHING : of(Json.read(Files.readString(file)));
    } catch (IOException e) {
      return UNREADABLE; // tofu says why, with better words
    }
  }

  /** Whether tofu has made the machine of that number. */
  public boolean knows(int vmid) {
    return machines.stream().anyMatch(machine -> machine.vmid() == vmid);
  }

  private static TofuState of(Json state) {
    if (!state.names().contains("resources")) {
      return UNREADABLE; // encrypted
    }
    List<Machine> machines = new ArrayList<>();
    for (Json resource : state.get("resources").all()) {
      if (resource.get("type").text().equals("proxmox_vm_qemu")) {
        for (Json instance : resource.get("instances").all()) {
          machines.add(machine(resource, instance.get("attributes")));
        }
      }
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    for (String name : state.get("outputs").names()) {
      String text = state.get("outputs").get(name).get("value").text();
      if (!text.isEmpty()) {
        outputs.put(name, text);
      }
    }
    return new TofuState(true, List.copyOf(machines), Map.copyOf(outputs));
  }

  private static Machine machine(Json resource, Json attributes) {
    Map<String, String> disks = new LinkedHashMap<>();
    for (Json flat : attributes.get("disk").all()) {
      disks.put(flat.get("slot").text(), flat.get("size").text());
    }
    // Blocks are lists in a state, those that can be there once too.
    for (Json bus : blocks(attributes.get("disks"))) {
      for (String slot : bus.names()) {
        for (Json drive : blocks(bus.get(slot))) {
          disks.put(slot, drive.get("size").text());
        }
      }
    }
    return new Machine(
        "proxmox_vm_qemu." + resource.get("name").text(),
        attributes.get("vmid").number(),
        attributes.get("name").text(),
        attributes.get("clone").text(),
        Map.copyOf(disks));
  }

  /** What stands in the blocks of each name in these blocks: the slots of each bus, say. */
  private static List<Json> blocks(Json outer) {
    List<Json> inner = new ArrayList<>();
    for (Json block : outer.all()) {
      for (String name : block.names()) {
        inner.addAll(block.get(name).all());
      }
    }
    return inner;
  }
}
