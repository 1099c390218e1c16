package dev.homelab.maven.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homelab.maven.simulator.pages.Pace;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** A simulator with a clock that stands still, and a client that shows status lines as they are. */
final class Caller implements AutoCloseable {

  /** What came back. */
  record Reply(int status, String reason, String body) {

    JsonNode data() {
      try {
        return new ObjectMapper().readTree(body).get("data");
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }

    String text() {
      return data().asText();
    }

    String line() {
      return status + " " + reason;
    }
  }

  static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  final Simulator simulator;
  private Instant now = START;
  private String token;

  private Caller(SimulatorSettings settings, String token) throws IOException {
    InstantSource clock = () -> now;
    this.simulator = Simulator.start(settings.by(clock));
    this.token = token;
  }

  /** The lab of the answers' defaults; nothing takes time. */
  static Caller ofLab(Release release) throws IOException {
    return ofLab(release, Pace.instant());
  }

  static Caller ofLab(Release release, Pace pace) throws IOException {
    return of(SimulatedLab.of(Map.of(), release), pace);
  }

  static Caller of(SimulatedLab lab, Pace pace) throws IOException {
    return new Caller(
        SimulatorSettings.of(lab.cluster()).at(pace), lab.tokenId() + "=" + lab.tokenSecret());
  }

  Caller change(Consumer<Cluster> change) {
    simulator.change(change);
    return this;
  }

  Caller as(String idAndSecret) {
    token = idAndSecret;
    return this;
  }

  void later(long seconds) {
    now = now.plusSeconds(seconds);
  }

  Reply get(String path) throws IOException {
    return call("GET", path);
  }

  Reply post(String path, String... parameters) throws IOException {
    return call("POST", path, parameters);
  }

  Reply put(String path, String... parameters) throws IOException {
    return call("PUT", path, parameters);
  }

  Reply delete(String path) throws IOException {
    return call("DELETE", path);
  }

  /** What a call begins, as its task ends. */
  String ended(Reply reply) throws IOException {
    if (reply.status() != 200) {
      return reply.line();
    }
    String upid = reply.text();
    return get("/nodes/pve/tasks/" + upid + "/status").data().path("exitstatus").asText("running");
  }

  Reply call(String method, String path, String... parameters) throws IOException {
    StringBuilder form = new StringBuilder();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      form.append(form.isEmpty() ? "" : "&")
          .append(encoded(parameter.substring(0, equals)))
          .append('=')
          .append(encoded(parameter.substring(equals + 1)));
    }
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(simulator.httpUrl() + path).toURL().openConnection();
    connection.setRequestMethod(method);
    if (!token.isEmpty()) {
      connection.setRequestProperty("Authorization", "PVEAPIToken=" + token);
    }
    if (!method.equals("GET") && !method.equals("DELETE")) {
      byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length); // or the JDK repeats what was dropped
      connection.getOutputStream().write(body);
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Reply(status, connection.getResponseMessage(), body);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    simulator.close();
  }
}
