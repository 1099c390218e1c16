package dev.homelab.maven.proxmox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Makes calls: within a deadline, and again when that does no harm. */
final class Transport implements AutoCloseable {

  /** A node that restarts its proxy is back after a second or two. */
  private static final Duration[] PAUSES = {
    Duration.ofMillis(250), Duration.ofMillis(1000), Duration.ofMillis(2000)
  };

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Connection connection;
  private final Outside outside;
  private final Complaints complaints;
  private final Decoder decoder;
  private final Wire wire;

  Transport(Connection connection, Outside outside, Complaints complaints, Wire wire) {
    this.connection = connection;
    this.outside = outside;
    this.complaints = complaints;
    this.decoder = new Decoder(complaints);
    this.wire = wire;
  }

  static Transport to(Connection connection, Outside outside) throws ProxmoxException {
    URI url = connection.url();
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getRawUserInfo() != null) {
      throw configuration(
          "proxmox_url holds a user or a password", "take it out: the API token is given apart");
    }
    if (url.getHost() == null || !Set.of("https", "http").contains(scheme)) {
      throw configuration(
          "proxmox_url '" + url + "' is no address that can be asked",
          "write it like https://pve.lan:8006/api2/json");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw configuration(
          "proxmox_url '" + url + "' has a '?' or a '#'",
          "write it like https://pve.lan:8006/api2/json");
    }
    if (scheme.equals("http") && !LOOPBACK.contains(url.getHost())) {
      throw configuration(
          "proxmox_url '" + url + "' would send the API token readable for everybody in between",
          "write https:// instead of http://");
    }
    Problem fault = connection.token().fault().orElse(null);
    if (fault != null) {
      throw new ProxmoxException(Kind.CONFIGURATION, fault);
    }
    Complaints complaints = new Complaints(connection);
    return new Transport(
        connection, outside, complaints, new HttpWire(connection, outside, complaints));
  }

  private static ProxmoxException configuration(String message, String fix) {
    return new ProxmoxException(Kind.CONFIGURATION, new Problem(message, fix));
  }

  Complaints complaints() {
    return complaints;
  }

  /** What Proxmox answers with. */
  JsonNode send(Call call) throws ProxmoxException {
    Deadline deadline = new Deadline(connection.deadline(), outside.nanos());
    for (int attempt = 0; ; attempt++) {
      try {
        return decoder.data(call, wire.send(call, deadline));
      } catch (ProxmoxException e) {
        if (!call.repeatable()
            || !e.passing()
            || attempt == PAUSES.length
            || deadline.left().compareTo(PAUSES[attempt]) <= 0) {
          throw e;
        }
        pause(call, PAUSES[attempt]);
      }
    }
  }

  private void pause(Call call, Duration time) throws ProxmoxException {
    try {
      outside.sleeper().sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw complaints.interrupted(call);
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
