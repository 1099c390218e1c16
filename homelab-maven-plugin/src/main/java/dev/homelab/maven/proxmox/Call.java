package dev.homelab.maven.proxmox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One call of the API, as a value.
 *
 * @param method "GET", "POST", "PUT" or "DELETE"
 * @param path its parts, not encoded: "nodes", "pve", "status"
 * @param parameters in the address of a GET or DELETE, in the body of the others
 */
record Call(String method, List<String> path, Map<String, String> parameters) {

  static Call get(Object... path) {
    return of("GET", path);
  }

  static Call post(Object... path) {
    return of("POST", path);
  }

  static Call put(Object... path) {
    return of("PUT", path);
  }

  static Call delete(Object... path) {
    return of("DELETE", path);
  }

  private static Call of(String method, Object... path) {
    return new Call(method, Arrays.stream(path).map(String::valueOf).toList(), Map.of());
  }

  /** The same with one parameter more. */
  Call with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, String.valueOf(value));
    return new Call(method, path, more);
  }

  /** Whether it can be made twice without harm: it only reads. */
  boolean repeatable() {
    return method.equals("GET");
  }

  private boolean inBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  /** What follows the API's address, encoded. */
  String target() {
    String parts = path.stream().map(part -> "/" + part(part)).collect(Collectors.joining());
    return inBody() || parameters.isEmpty() ? parts : parts + "?" + form();
  }

  /** The body; empty when it has none. */
  String body() {
    return inBody() ? form() : "";
  }

  private String form() {
    return parameters.entrySet().stream()
        .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A name must stay one part of the path, and never lead up. */
  private static String part(String text) {
    return text.matches("\\.{1,2}")
        ? text.replace(".", "%2E")
        : encoded(text)
            .replace("+", "%20")
            .replace("%3A", ":")
            .replace("%21", "!")
            .replace("%40", "@");
  }

  /** The node that has to answer; empty when any can. */
  String node() {
    return path.size() > 1 && path.get(0).equals("nodes") ? path.get(1) : "";
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return method + " /" + String.join("/", path);
  }
}
