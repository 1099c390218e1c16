package dev.homelab.maven.proxmox;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a virtual machine is made of.
 *
 * @param values every key with its value as text, in the order of their names: "scsi0" ->
 *     "local-lvm:vm-100-disk-0,size=60G"
 */
public record VmConfig(Map<String, String> values) {

  private static final Pattern DRIVE =
      Pattern.compile("(?:ide|sata|scsi|virtio|efidisk|tpmstate|unused)\\d{1,3}");
  private static final Pattern NIC = Pattern.compile("net\\d{1,3}");
  private static final Pattern IPCONFIG = Pattern.compile("ipconfig\\d{1,3}");
  private static final Pattern MAC = Pattern.compile("(?i)([0-9a-f]{2}:){5}[0-9a-f]{2}");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]?)");

  /**
   * A disk, a CD or a cloud-init drive.
   *
   * @param slot "scsi0", "ide2", "efidisk0", ...
   * @param volume "local-lvm:vm-100-disk-0", or "none"
   * @param options "size" -> "60G", ...
   */
  public record Drive(String slot, String volume, Map<String, String> options) {

    /** The storage that it is on; empty when it is on none. */
    public String storage() {
      return volume.contains(":") ? volume.substring(0, volume.indexOf(':')) : "";
    }

    /** In bytes; 0 when it is not told. */
    public long size() {
      Matcher size = SIZE.matcher(options.getOrDefault("size", ""));
      return size.matches()
          ? Long.parseLong(size.group(1)) << (10 * " KMGT".indexOf((size.group(2) + " ").charAt(0)))
          : 0;
    }

    /** Whether it is a CD or a cloud-init drive, not a disk. */
    public boolean cdrom() {
      return options.getOrDefault("media", "").equals("cdrom");
    }
  }

  /**
   * A network card.
   *
   * @param slot "net0"
   * @param model "virtio"
   * @param mac "BC:24:11:..."; empty when it is not told
   * @param bridge that it is connected to; empty when to none
   * @param tag its VLAN
   */
  public record Nic(String slot, String model, String mac, String bridge, OptionalInt tag) {}

  /**
   * What cloud-init gives to a network card.
   *
   * @param slot "ipconfig0"
   * @param ip "10.23.45.31/24" or "dhcp"; empty when it has none
   * @param gateway "10.23.45.1"; empty when it has none
   */
  public record IpConfig(String slot, String ip, String gateway) {}

  static VmConfig from(Fields fields) {
    return new VmConfig(fields.texts());
  }

  /** A value; empty when it is not set. */
  public String get(String key) {
    return values.getOrDefault(key, "");
  }

  /** Its name; empty when it has none. */
  public String name() {
    return get("name");
  }

  /** Whether it is a template. */
  public boolean template() {
    return get("template").equals("1");
  }

  /** Whether Proxmox refuses to remove it. */
  public boolean protectedFromRemoval() {
    return get("protection").equals("1");
  }

  /** Changes with every change of the configuration. */
  public String digest() {
    return get("digest");
  }

  /** Its tags. */
  public Set<String> tags() {
    return Fields.split(get("tags"), "[;,\\s]+");
  }

  /** Its disks, CDs and cloud-init drives, in the order of their slots' names. */
  public List<Drive> drives() {
    return values.entrySet().stream()
        .filter(entry -> DRIVE.matcher(entry.getKey()).matches())
        .map(entry -> drive(entry.getKey(), PropertyString.parse(entry.getValue(), "file")))
        .toList();
  }

  private static Drive drive(String slot, Map<String, String> properties) {
    return new Drive(slot, properties.getOrDefault("file", ""), properties);
  }

  /** Its network cards, in the order of their slots' names. */
  public List<Nic> nics() {
    return values.entrySet().stream()
        .filter(entry -> NIC.matcher(entry.getKey()).matches())
        .map(entry -> nic(entry.getKey(), PropertyString.parse(entry.getValue(), "model")))
        .toList();
  }

  /** The model's name is the key of the address: {@code virtio=BC:24:11:...,bridge=vmbr0}. */
  private static Nic nic(String slot, Map<String, String> properties) {
    Map.Entry<String, String> card =
        properties.entrySet().stream()
            .filter(property -> MAC.matcher(property.getValue()).matches())
            .findFirst()
            .orElse(Map.entry(properties.getOrDefault("model", ""), ""));
    String model = properties.getOrDefault("model", card.getKey());
    return new Nic(
        slot,
        model,
        card.getValue(),
        properties.getOrDefault("bridge", ""),
        Fields.parsed(properties.getOrDefault("tag", "")));
  }

  /** What cloud-init gives to its network cards. */
  public List<IpConfig> ipConfigs() {
    return values.entrySet().stream()
        .filter(entry -> IPCONFIG.matcher(entry.getKey()).matches())
        .map(entry -> ipConfig(entry.getKey(), PropertyString.parse(entry.getValue(), "")))
        .toList();
  }

  private static IpConfig ipConfig(String slot, Map<String, String> properties) {
    return new IpConfig(slot, properties.getOrDefault("ip", ""), properties.getOrDefault("gw", ""));
  }
}
