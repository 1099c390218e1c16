package dev.homelab.maven.proxmox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads Proxmox's {@code value,key=value,key=value}. */
final class PropertyString {

  private PropertyString() {}

  /**
   * Its properties in their order; of two of one name the first.
   *
   * @param first what the first value is called when it stands without a name
   */
  static Map<String, String> parse(String text, String first) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? first : part.substring(0, equals).strip();
      String value = part.substring(equals + 1).strip();
      if (!name.isEmpty() && !value.isEmpty()) {
        properties.putIfAbsent(name, value);
      }
    }
    return Collections.unmodifiableMap(properties);
  }
}
