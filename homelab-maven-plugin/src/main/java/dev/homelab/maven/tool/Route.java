package dev.homelab.maven.tool;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the network is reached: the proxy and the mirrors of Maven's settings, as values.
 *
 * @param proxy the active one
 * @param mirrors for a host's name the address that stands for {@code https://host}
 */
public record Route(Optional<Proxy> proxy, Map<String, URI> mirrors) {

  /**
   * A proxy.
   *
   * @param host its name or address
   * @param port its port
   * @param user empty for a proxy that asks nobody
   * @param password shown nowhere
   * @param direct the hosts that are reached without it: {@code localhost|*.lan}
   */
  public record Proxy(String host, int port, String user, String password, String direct) {

    /** Whether a host is reached through it. */
    boolean leadsTo(String target) {
      for (String pattern : direct.split("[|,]")) {
        String regex = Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q");
        if (!pattern.isBlank() && target.matches("(?i)" + regex)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Straight to where a file lies. */
  public static Route direct() {
    return new Route(Optional.empty(), Map.of());
  }

  /** The address that a file is really fetched from. */
  URI to(URI file) {
    URI mirror = mirrors.get(file.getHost());
    if (mirror == null) {
      return file;
    }
    return URI.create(mirror.toString().replaceFirst("/+$", "") + file.getRawPath());
  }
}
