package dev.homelab.maven.check.doctor;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.tool.Ping;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Asks the network that this computer is in. */
public final class NetworkReach implements Reach {

  private static final int MILLIS = 1000;

  private final Optional<Path> ping;
  private final Runner runner;

  /** With the ping of this environment's PATH, where it has one. */
  public NetworkReach(Map<String, String> environment, Runner runner) {
    this.ping = SearchPath.of(environment).first("ping");
    this.runner = runner;
  }

  @Override
  public boolean answers(String address) {
    try {
      return ping.isPresent()
          ? new Ping(ping.get(), runner).answers(address)
          : InetAddress.getByName(address).isReachable(MILLIS);
    } catch (HomelabException | IOException e) {
      return false;
    }
  }

  @Override
  public boolean connects(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
