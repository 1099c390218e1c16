package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks whether the cluster answers, once there is a kubeconfig for it. */
final class ClusterAnswers implements Check {

  static final Rule SILENT =
      Rule.warning("doctor/cluster-silent", "gitops and status cannot do their work.");

  /** kubectl writes it so, and the value is no more than an address. */
  private static final Pattern SERVER =
      Pattern.compile("(?m)^\\s*(?:- )?server:\\s*[\"']?(https://[^\\s\"']+)");

  private static final int HTTPS = 443;
  private static final long MOST_BYTES = 1 << 20;

  private final World world;

  ClusterAnswers(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public List<Rule> rules() {
    return List.of(SILENT);
  }

  @Override
  public CheckResult run(Lab lab) {
    String file = ".kube/" + lab.environment() + ".yaml";
    Optional<URI> server = server(lab.tree().root().resolve(file));
    if (server.isEmpty()) {
      return CheckResult.of("no kubeconfig yet", List.of());
    }
    int port = server.get().getPort() < 0 ? HTTPS : server.get().getPort();
    if (world.machine().reach().connects(server.get().getHost(), port)) {
      return CheckResult.of(server.get() + " answers", List.of());
    }
    return CheckResult.of(
        server.get().toString(),
        List.of(
            SILENT.at(
                Location.of(file),
                "the Kubernetes API does not answer at " + server.get(),
                "see that the machine runs, then on it: sudo systemctl status k3s; if it has"
                    + " another address now: mvn homelab:kubeconfig")));
  }

  private static Optional<URI> server(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      Matcher server = SERVER.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      return server.find()
          ? Optional.of(URI.create(server.group(1))).filter(uri -> uri.getHost() != null)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
