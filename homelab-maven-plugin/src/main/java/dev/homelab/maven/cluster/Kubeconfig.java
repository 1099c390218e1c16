package dev.homelab.maven.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The way to one cluster, as its administrator: where its API is, whom to trust there, and the key.
 *
 * <p>Only what k3s writes is taken over, and all else refused. A kubeconfig may name programs that
 * kubectl starts on this computer ({@code exec}) and files that it reads, and this one comes from
 * another machine.
 */
public final class Kubeconfig {

  /** What k3s writes takes 3 KiB. */
  public static final int MOST_BYTES = 64 << 10;

  private static final String FIX =
      "log in and see what /etc/rancher/k3s/k3s.yaml holds; k3s writes it anew when it is removed"
          + " and k3s is restarted";

  private final String name;
  private final URI server;
  private final byte[] authority;
  private final byte[] certificate;
  private final byte[] key;

  private Kubeconfig(String name, URI server, byte[] authority, byte[] certificate, byte[] key) {
    this.name = name;
    this.server = server;
    this.authority = authority;
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Reads what k3s has written.
   *
   * @param source what it is called in messages
   */
  public static Kubeconfig read(byte[] bytes, String source) throws KubeconfigException {
    if (bytes.length > MOST_BYTES) {
      throw refused(source, "it has " + bytes.length + " bytes");
    }
    Map<String, Object> file;
    try {
      file = Yamls.map(bytes);
    } catch (IOException e) {
      throw refused(source, e.getMessage());
    }
    if (!Yamls.text(file, "kind").equals("Config")
        || !Yamls.text(file, "apiVersion").equals("v1")) {
      throw refused(source, "it is not 'kind: Config' of 'apiVersion: v1'");
    }
    Map<String, Object> cluster = only(file, "clusters", "cluster", source);
    Map<String, Object> user = only(file, "users", "user", source);
    Map<String, Object> context = only(file, "contexts", "context", source);
    onlyKnown(cluster, Set.of("server", "certificate-authority-data"), "cluster", source);
    onlyKnown(user, Set.of("client-certificate-data", "client-key-data"), "user", source);
    return new Kubeconfig(
        name(file, context, source),
        server(Yamls.text(cluster, "server"), source),
        pem(cluster, "certificate-authority-data", "CERTIFICATE", source),
        pem(user, "client-certificate-data", "CERTIFICATE", source),
        pem(user, "client-key-data", "PRIVATE KEY", source));
  }

  private static Map<String, Object> only(
      Map<String, Object> file, String list, String what, String source)
      throws KubeconfigException {
    List<Map<String, Object>> all = Yamls.maps(file, list);
    if (all.size() != 1) {
      throw refused(source, "it has " + all.size() + " " + list + ", k3s writes one");
    }
    return Yamls.map(all.get(0), what);
  }

  private static void onlyKnown(
      Map<String, Object> found, Set<String> known, String what, String source)
      throws KubeconfigException {
    Set<String> more = new TreeSet<>(found.keySet());
    more.removeAll(known);
    if (!more.isEmpty()) {
      throw refused(
          source, "its " + what + " has " + String.join(", ", more) + ", which k3s does not write");
    }
  }

  private static String name(Map<String, Object> file, Map<String, Object> context, String source)
      throws KubeconfigException {
    Map<String, Object> cluster = Yamls.maps(file, "clusters").get(0);
    Map<String, Object> user = Yamls.maps(file, "users").get(0);
    if (!Objects.equals(context.get("cluster"), cluster.get("name"))
        || !Objects.equals(context.get("user"), user.get("name"))) {
      throw refused(source, "its context does not lead to its cluster and its user");
    }
    return Yamls.text(Yamls.maps(file, "contexts").get(0), "name");
  }

  private static URI server(String text, String source) throws KubeconfigException {
    try {
      URI uri = URI.create(text);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw refused(source, "its server is '" + text + "'");
  }

  private static byte[] pem(Map<String, Object> map, String key, String kind, String source)
      throws KubeconfigException {
    try {
      byte[] decoded = Base64.getDecoder().decode(Yamls.text(map, key));
      if (Pem.holds(decoded, kind)) {
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw refused(source, "its " + key + " holds no " + kind.toLowerCase(java.util.Locale.ROOT));
  }

  private static KubeconfigException refused(String source, String why) {
    return new KubeconfigException(source + " is not the kubeconfig of k3s: " + why, FIX);
  }

  /** The same way, from elsewhere than the machine itself, under another name. */
  public Kubeconfig leadingTo(String host, String newName) {
    int port = server.getPort() < 0 ? 443 : server.getPort();
    URI there =
        URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    return new Kubeconfig(newName, there, authority, certificate, key);
  }

  /** How cluster, user and context are called. */
  public String name() {
    return name;
  }

  /** Where the API is. */
  public URI server() {
    return server;
  }

  /** The certificates to trust there, in PEM. */
  byte[] authority() {
    return authority.clone();
  }

  /** The administrator's certificate, in PEM. */
  byte[] certificate() {
    return certificate.clone();
  }

  /** The administrator's key, in PEM. */
  byte[] key() {
    return key.clone();
  }

  /** As a file that kubectl reads. */
  public String yaml() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("apiVersion", "v1");
    file.put("kind", "Config");
    file.put("clusters", List.of(cluster()));
    file.put("users", List.of(user()));
    file.put("contexts", List.of(context()));
    file.put("current-context", name);
    return Yamls.write(file);
  }

  /** The entry of its cluster. */
  Map<String, Object> cluster() {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("server", server.toString());
    cluster.put("certificate-authority-data", Base64.getEncoder().encodeToString(authority));
    return entry("cluster", cluster);
  }

  /** The entry of its user. */
  Map<String, Object> user() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("client-certificate-data", Base64.getEncoder().encodeToString(certificate));
    user.put("client-key-data", Base64.getEncoder().encodeToString(key));
    return entry("user", user);
  }

  /** The entry of its context. */
  Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("cluster", name);
    context.put("user", name);
    return entry("context", context);
  }

  private Map<String, Object> entry(String what, Map<String, Object> content) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put(what, content);
    return entry;
  }

  /** Its key stays out of every log. */
  @Override
  public String toString() {
    return "the kubeconfig of " + name + " at " + server;
  }
}
