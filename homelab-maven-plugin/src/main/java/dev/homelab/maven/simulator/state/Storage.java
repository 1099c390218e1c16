package dev.homelab.maven.simulator.state;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A storage of one node, or one that all nodes share. */
public final class Storage {

  private String name;
  private String node = "";
  private String type = "dir";
  private List<String> content = List.of();
  private boolean active = true;
  private boolean enabled = true;
  private boolean shared;
  private long total = 100L << 30;
  private long usedByOthers;
  private final TreeMap<String, Volume> volumes = new TreeMap<>();

  private Storage() {}

  /** An empty one of 100 GiB. */
  public static Storage of(String name, String node, String type, String... content) {
    Storage storage = new Storage();
    storage.name = name;
    storage.node = node;
    storage.type = type;
    storage.content = List.of(content);
    return storage;
  }

  /** With room for so many bytes. */
  public Storage sized(long bytes) {
    total = bytes;
    return this;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The node that has it; empty for a shared one. */
  public String node() {
    return node;
  }

  /** Whether this node sees it. */
  public boolean isOn(String otherNode) {
    return node.isEmpty() || node.equals(otherNode);
  }

  /** Like dir, lvmthin or zfspool. */
  public String type() {
    return type;
  }

  /** What may be put there. */
  public List<String> content() {
    return content;
  }

  /** Whether a machine's disk can be a copy on write of another's. */
  public boolean clonesLinked() {
    return !type.equals("lvm");
  }

  /** Whether disks are files, with a format. */
  public boolean holdsFiles() {
    return type.matches("dir|nfs|cifs|cephfs|btrfs");
  }

  /** Whether it is up. */
  public boolean active() {
    return active && enabled;
  }

  /** Whether its administrator wants it. */
  public boolean enabled() {
    return enabled;
  }

  /** Whether every node sees the same. */
  public boolean shared() {
    return shared || node.isEmpty();
  }

  /** In bytes. */
  public long total() {
    return total;
  }

  /** In bytes. */
  public long used() {
    return Math.min(total, usedByOthers + volumes.values().stream().mapToLong(Volume::size).sum());
  }

  /** In bytes. */
  public long free() {
    return total - used();
  }

  /** From now on somebody else uses all that is free. */
  public void fill() {
    usedByOthers += free();
  }

  /** All that is on it. */
  public List<Volume> volumes() {
    return List.copyOf(volumes.values());
  }

  /** One of them. */
  public Optional<Volume> volume(String id) {
    return Optional.ofNullable(volumes.get(id));
  }

  /** Puts it there, in place of one of the same name. */
  public Volume put(Volume volume) {
    volumes.put(volume.id(), volume);
    return volume;
  }

  /** It is gone, if it was there. */
  public void remove(String id) {
    volumes.remove(id);
  }

  /** Gives a volume more room. */
  public void grow(String id, long bytes) {
    volumes.computeIfPresent(id, (key, volume) -> volume.grownTo(bytes));
  }

  /** Gives a volume another name. */
  public void rename(String id, String newId) {
    Volume volume = volumes.remove(id);
    if (volume != null) {
      put(volume.named(newId));
    }
  }
}
