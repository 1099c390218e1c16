package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Task.TaskFailure;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Changes the configuration of a machine, by the rules for what waits until it is off. */
final class MachineConfig {

  private final VirtualMachine machine;
  private final Disks disks;

  MachineConfig(World world, VirtualMachine machine) {
    this.machine = machine;
    this.disks = new Disks(world);
  }

  /** Changes whenever the configuration does, so that two editors notice each other. */
  static String digest(VirtualMachine machine) {
    try {
      String text = machine.config() + "\n" + machine.pending() + machine.pendingDeletes();
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** As the API prints it: only what was set, in the order of the alphabet. */
  static Map<String, Object> printed(VirtualMachine machine, Map<String, String> config) {
    Map<String, Object> all = new TreeMap<>();
    config.forEach((key, value) -> all.put(key, ConfigKeys.printed(key, value)));
    if (!machine.lock().isEmpty()) {
      all.put("lock", machine.lock());
    }
    all.put("digest", digest(machine));
    return all;
  }

  /** What was given, checked and in the words in which it is kept. */
  static Map<String, String> settings(Map<String, String> parameters) throws Refusal {
    Map<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String key = parameter.getKey();
      if (ConfigKeys.isKnown(key)) {
        settings.put(key, kept(key, parameter.getValue()));
      }
    }
    return settings;
  }

  private static String kept(String key, String value) throws Refusal {
    if (value.isEmpty() && ConfigKeys.isDrive(key)) {
      throw Refusal.invalid(
          key, "invalid format - format error\nfile: property is missing and it is not optional");
    }
    if (ConfigKeys.isBoolean(key)) {
      if (!value.matches("(?i)1|on|yes|true|0|off|no|false")) {
        throw Refusal.invalid(key, "type check ('boolean') failed - got '" + value + "'");
      }
      return Call.isTrue(value) ? "1" : "0";
    }
    if (ConfigKeys.isNumber(key) && !value.matches("-?\\d{1,9}")) {
      throw Refusal.invalid(key, "type check ('integer') failed - got '" + value + "'");
    }
    if (key.equals("name")
        && !value.matches(
            "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")) {
      throw Refusal.invalid(key, "invalid format - value does not look like a valid DNS name");
    }
    if (key.equals("tags")) {
      return String.join(";", new TreeSet<>(Arrays.asList(value.split("[;, ]+"))));
    }
    if (key.equals("cipassword") && !value.startsWith("$5$")) {
      // Salted anew each time, so that the same password is a change.
      return "$5$" + UUID.randomUUID();
    }
    return value;
  }

  /** A new machine: everything at once, and what Proxmox adds by itself. */
  void create(Map<String, String> settings, String qemu, long now) throws TaskFailure {
    Map<String, String> config = machine.config();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      if (setting.getValue().isEmpty()) {
        continue;
      }
      config.put(setting.getKey(), realized(setting.getKey(), setting.getValue()));
    }
    String boot = defaultBoot(config);
    if (!boot.isEmpty()) {
      config.putIfAbsent("boot", boot);
    }
    config.put("meta", "creation-qemu=" + qemu + ",ctime=" + now);
    config.putIfAbsent("smbios1", "uuid=" + UUID.randomUUID());
    config.putIfAbsent("vmgenid", UUID.randomUUID().toString());
  }

  /** The first disk, the first CD and the first network card. */
  private static String defaultBoot(Map<String, String> config) throws TaskFailure {
    List<String> order = new ArrayList<>();
    String disk = null;
    String cdrom = null;
    String card = null;
    for (String bus : List.of("ide", "scsi", "virtio", "sata", "net")) {
      for (Map.Entry<String, String> entry : config.entrySet()) {
        String key = entry.getKey();
        if (!key.matches(bus + "\\d+")) {
          continue;
        }
        if (bus.equals("net")) {
          card = card == null ? key : card;
          continue;
        }
        Drive drive = Disks.parsed(key, entry.getValue());
        if (drive.isCdrom()) {
          cdrom = cdrom == null && !drive.isCloudInit() ? key : cdrom;
        } else {
          disk = disk == null ? key : disk;
        }
      }
    }
    for (String device : Arrays.asList(disk, cdrom, card)) {
      if (device != null) {
        order.add(device);
      }
    }
    return order.isEmpty() ? "" : "order=" + String.join(";", order);
  }

  private String realized(String key, String value) throws TaskFailure {
    if (ConfigKeys.isDrive(key)) {
      return disks.realize(machine, key, Disks.parsed(key, value));
    }
    if (ConfigKeys.isNetwork(key)) {
      try {
        return NetworkCard.parse(key, value).toString();
      } catch (Refusal e) {
        throw new TaskFailure(e.getMessage());
      }
    }
    return value;
  }

  /** Changes an existing machine; what cannot be changed while it runs waits. */
  void change(Map<String, String> settings, List<String> deletes, boolean force)
      throws TaskFailure {
    for (String key : deletes) {
      String old = machine.config().get(key);
      delete(key);
      if (force && old != null && ConfigKeys.isDrive(key) && !machine.config().containsKey(key)) {
        forget(Disks.parsed(key, old).volume());
      }
    }
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      set(setting.getKey(), setting.getValue());
    }
  }

  /** Not even kept as an unused one. */
  private void forget(String volume) {
    if (machine.config().values().removeIf(volume::equals)) {
      disks.remove(machine.node(), volume);
    }
  }

  private void delete(String key) throws TaskFailure {
    machine.pending().remove(key);
    if (!machine.config().containsKey(key)) {
      return;
    }
    if (machine.isRunning() && !canChangeNow(key)) {
      machine.pendingDeletes().add(key);
      return;
    }
    deleteNow(key);
  }

  private void deleteNow(String key) throws TaskFailure {
    String value = machine.config().remove(key);
    machine.pendingDeletes().remove(key);
    if (value == null) {
      return;
    }
    if (ConfigKeys.isUnused(key)) {
      disks.remove(machine.node(), Disks.parsed(key, value).volume());
    } else if (ConfigKeys.isDrive(key)) {
      detach(key, Disks.parsed(key, value));
    }
    if (ConfigKeys.isDrive(key) || ConfigKeys.isNetwork(key)) {
      dropFromBootOrder(key);
    }
  }

  /** A disk is kept as an unused one; a cloud-init drive is made anew anyway, and goes. */
  private void detach(String key, Drive drive) {
    if (drive.isCloudInit()) {
      disks.remove(machine.node(), drive.volume());
    } else if (!drive.isCdrom() && !drive.isEmpty()) {
      keepUnused(drive.volume());
    }
  }

  /** In the first free place. */
  void keepUnused(String volume) {
    int number = 0;
    while (machine.config().containsKey("unused" + number)) {
      number++;
    }
    machine.config().put("unused" + number, volume);
  }

  private void dropFromBootOrder(String key) {
    String boot = machine.config().getOrDefault("boot", "");
    if (!boot.startsWith("order=")) {
      return;
    }
    List<String> order =
        new ArrayList<>(Arrays.asList(boot.substring("order=".length()).split(";")));
    order.remove(key);
    if (order.isEmpty()) {
      machine.config().remove("boot");
    } else {
      machine.config().put("boot", "order=" + String.join(";", order));
    }
  }

  private void set(String key, String value) throws TaskFailure {
    if (value.isEmpty()) {
      delete(key); // a line without a value is not read again
      return;
    }
    machine.pendingDeletes().remove(key);
    String old = machine.config().get(key);
    if (ConfigKeys.isDrive(key)) {
      setDrive(key, Disks.parsed(key, value), old);
      return;
    }
    String realized = realized(key, value);
    machine.pending().remove(key);
    if (realized.equals(old)) {
      return;
    }
    if (machine.isRunning() && !canChangeNow(key)) {
      machine.pending().put(key, realized);
    } else {
      machine.config().put(key, realized);
    }
  }

  private void setDrive(String key, Drive drive, String old) throws TaskFailure {
    String realized = disks.realize(machine, key, drive);
    machine.config().values().removeIf(value -> value.equals(drive.volume())); // an unused one
    machine.pending().remove(key);
    if (realized.equals(old)) {
      return;
    }
    boolean plugged = old == null && key.matches("(scsi|virtio)\\d+");
    boolean cdChanged = old != null && drive.isCdrom() && Disks.parsed(key, old).isCdrom();
    if (machine.isRunning() && !plugged && !cdChanged) {
      machine.pending().put(key, realized);
      return;
    }
    replaceDrive(key, realized);
  }

  private void replaceDrive(String key, String realized) throws TaskFailure {
    String old = machine.config().put(key, realized);
    if (old != null) {
      Drive before = Disks.parsed(key, old);
      if (!before.volume().equals(Disks.parsed(key, realized).volume())) {
        detach(key, before);
      }
    }
  }

  /** Disks and cards can be pulled out of a running machine. */
  private boolean canChangeNow(String key) {
    return ConfigKeys.changesAtOnce(key) || key.matches("(scsi|virtio)\\d+");
  }

  /** It is off: what waited becomes true. */
  void applyPending() throws TaskFailure {
    for (String key : new ArrayList<>(machine.pendingDeletes())) {
      deleteNow(key);
    }
    Map<String, String> waiting = new TreeMap<>(machine.pending());
    machine.pending().clear();
    for (Map.Entry<String, String> entry : waiting.entrySet()) {
      if (ConfigKeys.isDrive(entry.getKey())) {
        replaceDrive(entry.getKey(), entry.getValue());
      } else {
        machine.config().put(entry.getKey(), entry.getValue());
      }
    }
  }

  /** What waits, in the three keys that clients know and no other. */
  static List<Map<String, Object>> pending(VirtualMachine machine) {
    Map<String, Map<String, Object>> items = new TreeMap<>();
    machine
        .config()
        .forEach((key, value) -> item(items, key).put("value", ConfigKeys.printed(key, value)));
    machine
        .pending()
        .forEach((key, value) -> item(items, key).put("pending", ConfigKeys.printed(key, value)));
    machine.pendingDeletes().forEach(key -> item(items, key).put("delete", 1));
    item(items, "digest").put("value", digest(machine));
    return new ArrayList<>(items.values());
  }

  private static Map<String, Object> item(Map<String, Map<String, Object>> items, String key) {
    return items.computeIfAbsent(
        key,
        absent -> {
          Map<String, Object> item = new LinkedHashMap<>();
          item.put("key", key);
          return item;
        });
  }
}
