package dev.homelab.maven.simulator.pages;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys of a machine's configuration: which there are, how they print, who may set them. */
final class ConfigKeys {

  private static final Set<String> INTEGERS =
      Set.of("balloon", "cores", "cpuunits", "migrate_speed", "shares", "smp", "sockets", "vcpus");
  private static final Set<String> BOOLEANS =
      Set.of(
          "acpi",
          "allow-ksm",
          "autostart",
          "ciupgrade",
          "freeze",
          "keephugepages",
          "kvm",
          "localtime",
          "numa",
          "onboot",
          "protection",
          "reboot",
          "tablet",
          "tdf",
          "template");
  private static final Set<String> CPU =
      Set.of("affinity", "cores", "cpu", "cpulimit", "cpuunits", "numa", "smp", "sockets", "vcpus");
  private static final Set<String> MEMORY =
      Set.of("allow-ksm", "balloon", "hugepages", "keephugepages", "memory", "shares");
  private static final Set<String> HARDWARE =
      Set.of(
          "acpi",
          "amd-sev",
          "arch",
          "intel-tdx",
          "ivshmem",
          "spice_enhancements",
          "audio0",
          "hotplug",
          "kvm",
          "machine",
          "rng0",
          "scsihw",
          "smbios1",
          "tablet",
          "vga",
          "vmgenid",
          "watchdog");
  private static final Set<String> OPTIONS =
      Set.of(
          "agent",
          "autostart",
          "bios",
          "description",
          "keyboard",
          "localtime",
          "migrate_downtime",
          "migrate_speed",
          "name",
          "onboot",
          "ostype",
          "protection",
          "reboot",
          "startdate",
          "startup",
          "tags",
          "tdf",
          "template");
  private static final Set<String> DISK = Set.of("boot", "bootdisk", "vmstatestorage");
  private static final Set<String> CLOUD_INIT =
      Set.of(
          "cicustom",
          "cipassword",
          "citype",
          "ciupgrade",
          "ciuser",
          "nameserver",
          "searchdomain",
          "sshkeys");
  private static final Set<String> ROOT_ONLY = Set.of("args", "hookscript", "freeze");
  private static final Pattern DRIVE =
      Pattern.compile(
          "ide[0-3]|sata[0-5]|scsi([0-9]|[12][0-9]|30)|virtio([0-9]|1[0-5])|efidisk0|tpmstate0");
  private static final Pattern UNUSED = Pattern.compile("unused\\d{1,3}");
  private static final Pattern NETWORK = Pattern.compile("net([0-9]|[12][0-9]|3[01])");
  private static final Pattern IPCONFIG = Pattern.compile("ipconfig([0-9]|[12][0-9]|3[01])");
  private static final Pattern DEVICE =
      Pattern.compile(
          "serial[0-3]|parallel[0-2]|usb([0-9]|1[0-4])|hostpci([0-9]|1[0-5])"
              + "|numa[0-7]|virtiofs[0-9]");

  /** Changed at once, even while a machine runs. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "balloon",
          "cpulimit",
          "cpuunits",
          "description",
          "hookscript",
          "lock",
          "name",
          "onboot",
          "protection",
          "shares",
          "startup",
          "tags",
          "vmstatestorage");

  private ConfigKeys() {}

  static boolean isKnown(String key) {
    return CPU.contains(key)
        || MEMORY.contains(key)
        || HARDWARE.contains(key)
        || OPTIONS.contains(key)
        || DISK.contains(key)
        || CLOUD_INIT.contains(key)
        || ROOT_ONLY.contains(key)
        || isDrive(key)
        || isUnused(key)
        || isNetwork(key)
        || IPCONFIG.matcher(key).matches()
        || DEVICE.matcher(key).matches();
  }

  static boolean isDrive(String key) {
    return DRIVE.matcher(key).matches();
  }

  static boolean isUnused(String key) {
    return UNUSED.matcher(key).matches();
  }

  static boolean isNetwork(String key) {
    return NETWORK.matcher(key).matches();
  }

  static boolean isBoolean(String key) {
    return BOOLEANS.contains(key);
  }

  static boolean isNumber(String key) {
    return INTEGERS.contains(key) || BOOLEANS.contains(key);
  }

  static boolean changesAtOnce(String key) {
    return AT_ONCE.contains(key) || isNetwork(key) || isUnused(key);
  }

  static boolean isForRootOnly(String key) {
    return ROOT_ONLY.contains(key);
  }

  /** As the API prints a value that is stored as text. */
  static Object printed(String key, String value) {
    if (key.equals("cipassword")) {
      return "**********";
    }
    return isNumber(key) && value.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(value) : value;
  }

  /** One of these is needed to set a key; for a drive it depends on what is in it. */
  static List<String> privileges(String key) {
    if (CPU.contains(key)) {
      return List.of("VM.Config.CPU");
    }
    if (MEMORY.contains(key)) {
      return List.of("VM.Config.Memory");
    }
    if (OPTIONS.contains(key)) {
      return List.of("VM.Config.Options");
    }
    if (DISK.contains(key) || isUnused(key) || isDrive(key)) {
      return List.of("VM.Config.Disk");
    }
    if (isNetwork(key)) {
      return List.of("VM.Config.Network");
    }
    if (CLOUD_INIT.contains(key) || IPCONFIG.matcher(key).matches()) {
      return List.of("VM.Config.Cloudinit", "VM.Config.Network");
    }
    return List.of("VM.Config.HWType");
  }
}
