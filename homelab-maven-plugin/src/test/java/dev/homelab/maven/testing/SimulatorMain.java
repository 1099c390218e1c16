package dev.homelab.maven.testing;

import dev.homelab.maven.simulator.RecordedRequest;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The simulator by itself, to try clients against it by hand.
 *
 * <p>Arguments: a folder, then answers as {@code key=value}; {@code release=8.4}, {@code
 * guest=ADDRESS}, {@code state=FILE} and {@code faults=FILE} are its own. In the folder are then
 * {@code env} (to be sourced), {@code ca.pem}, and after the end of standard input {@code
 * requests.log} and {@code state.json}.
 */
public final class SimulatorMain {

  private SimulatorMain() {}

  /** Runs until the end of standard input. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, String> answers = new LinkedHashMap<>();
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      String[] pair = argument.split("=", 2);
      answers.put(pair[0], pair[1]);
    }
    SimulatedLab lab = SimulatedLab.of(answers, Release.of(answers.getOrDefault("release", "9.1")));
    Cluster cluster = lab.cluster();
    String token = lab.tokenId();
    String secret = lab.tokenSecret();
    if (answers.containsKey("state")) {
      cluster = Cluster.read(Files.readString(Path.of(answers.get("state"))));
      token = cluster.tokens().get(0).id();
      secret = cluster.tokens().get(0).secret();
    }
    SimulatorSettings settings = SimulatorSettings.of(cluster);
    if (answers.containsKey("guest")) {
      settings = settings.withGuestAt(answers.get("guest"));
    }
    try (Simulator simulator = Simulator.start(settings)) {
      if (answers.containsKey("faults")) {
        simulator.faults().read(Files.readString(Path.of(answers.get("faults"))));
      }
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("ca.pem"), simulator.certificate().pem());
      Files.writeString(
          folder.resolve("env"),
          "export PROXMOX_URL='"
              + simulator.url()
              + "' PM_API_URL='"
              + simulator.url()
              + "'\n"
              + "export SIMULATOR_HTTP_URL='"
              + simulator.httpUrl()
              + "'\n"
              + "export PROXMOX_USERNAME='"
              + token
              + "' PM_API_TOKEN_ID='"
              + token
              + "'\n"
              + "export PROXMOX_TOKEN='"
              + secret
              + "' PM_API_TOKEN_SECRET='"
              + secret
              + "'\n"
              + "export SIMULATOR_FINGERPRINT='"
              + simulator.fingerprint()
              + "'\n"
              + "export SSL_CERT_FILE='"
              + folder.resolve("ca.pem").toAbsolutePath()
              + "'\n");
      System.out.println("ready: . " + folder.resolve("env"));
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
      Files.writeString(
          folder.resolve("requests.log"),
          simulator.requests().stream()
              .map(RecordedRequest::toString)
              .collect(Collectors.joining("\n", "", "\n")));
      Files.writeString(folder.resolve("state.json"), simulator.state());
    }
  }
}
