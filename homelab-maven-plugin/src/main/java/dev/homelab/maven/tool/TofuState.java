package dev.homelab.maven.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tofu remembers of the machines it has made, as far as it is a file in plain text. */
public final class TofuState {

  /** tofu's name for it, in the folder that it is called in. */
  public static final String FILE = "terraform.tfstate";

  /** A state of so many machines is none of a homelab. */
  private static final long MAX_BYTES = 16L << 20;

  /**
   * A machine that is there.
   *
   * @param resource its type and name in the configuration: proxmox_vm_qemu.vm
   * @param name its name on Proxmox
   * @param disks the size of each disk by its slot, like scsi0 and 60G
   */
  public record Machine(String resource, String name, Map<String, String> disks) {}

  private TofuState() {}

  /** The machines; none when there is no state, or none that can be read: it may be encrypted. */
  public static List<Machine> machines(Path folder) {
    Path file = folder.resolve(FILE);
    List<Machine> machines = new ArrayList<>();
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return List.of();
      }
      for (Json resource : Json.read(Files.readString(file)).get("resources").all()) {
        if (resource.get("type").text().equals("proxmox_vm_qemu")) {
          for (Json instance : resource.get("instances").all()) {
            machines.add(machine(resource, instance.get("attributes")));
          }
        }
      }
      return machines;
    } catch (IOException e) {
      return List.of(); // tofu says why, with better words
    }
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
        "proxmox_vm_qemu." + resource.get("name").text(), attributes.get("name").text(), disks);
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
