package dev.homelab.maven.simulator.pages;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network card as the configuration writes it: model and address, then options in the order of
 * the alphabet.
 */
record NetworkCard(String model, String mac, TreeMap<String, String> options) {

  private static final String MODELS =
      "virtio|e1000|e1000e|rtl8139|vmxnet3|ne2k_pci|ne2k_isa|pcnet|i82551|i82557b|i82559er";

  /** A card without an address gets one of Proxmox's own. */
  static NetworkCard parse(String key, String text) throws Refusal {
    String model = null;
    String mac = null;
    TreeMap<String, String> options = new TreeMap<>();
    for (String part : text.split(",")) {
      String[] pair = part.split("=", 2);
      if (pair[0].matches(MODELS)) {
        model = pair[0];
        mac = pair.length == 2 ? pair[1] : null;
      } else if (pair.length == 1) {
        throw Refusal.invalid(
            key,
            "invalid format - format error\nmodel: value '"
                + pair[0]
                + "' does not have a value in the enumeration");
      } else if (pair[0].equals("model")) {
        model = pair[1];
      } else if (pair[0].equals("macaddr")) {
        mac = pair[1];
      } else {
        options.put(pair[0], pair[1]);
      }
    }
    if (model == null) {
      throw Refusal.invalid(
          key, "invalid format - format error\nmodel: property is missing and it is not optional");
    }
    if (mac != null && !mac.matches("(?i)([0-9a-f]{2}:){5}[0-9a-f]{2}")) {
      throw Refusal.invalid(
          key,
          "invalid format - format error\n"
              + "macaddr: value does not look like a valid unicast MAC address");
    }
    return new NetworkCard(model, mac == null ? newMac() : mac.toUpperCase(Locale.ROOT), options);
  }

  /** With the prefix that Proxmox has registered. */
  static String newMac() {
    int random = ThreadLocalRandom.current().nextInt(1 << 24);
    return String.format(
        "BC:24:11:%02X:%02X:%02X", random >> 16, random >> 8 & 0xff, random & 0xff);
  }

  NetworkCard withNewMac() {
    return new NetworkCard(model, newMac(), options);
  }

  Optional<String> bridge() {
    return Optional.ofNullable(options.get("bridge"));
  }

  Optional<String> tag() {
    return Optional.ofNullable(options.get("tag"));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(model).append('=').append(mac);
    for (Map.Entry<String, String> option : options.entrySet()) {
      text.append(',').append(option.getKey()).append('=').append(option.getValue());
    }
    return text.toString();
  }
}
