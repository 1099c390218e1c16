package dev.homelab.maven.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code a=1&b=2}, as queries and bodies hold it. */
final class Form {

  private static final int MOST_PARAMETERS = 2000;

  private Form() {}

  /** Values of one name are joined with a zero byte, which is what Proxmox makes of them. */
  static void read(String text, Map<String, String> into) throws BadRequest {
    for (String pair : text.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      if (into.size() >= MOST_PARAMETERS) {
        throw new BadRequest(413, "too many parameters");
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      into.merge(name, value, (one, other) -> one + "\0" + other);
    }
  }

  static String decoded(String text) throws BadRequest {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(400, "bad percent sign in request");
    }
  }
}
