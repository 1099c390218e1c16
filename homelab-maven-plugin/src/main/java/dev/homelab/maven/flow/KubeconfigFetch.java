package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.cluster.ApiException;
import dev.homelab.maven.cluster.ApiProbe;
import dev.homelab.maven.cluster.Kubeconfig;
import dev.homelab.maven.cluster.KubeconfigMerge;
import dev.homelab.maven.flow.Await.NotYet;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.ssh.Endpoint;
import dev.homelab.maven.ssh.Login;
import dev.homelab.maven.ssh.Ssh;
import dev.homelab.maven.ssh.SshException;
import dev.homelab.maven.state.AtomicFile;
import dev.homelab.maven.state.StateFolder;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Fetches the kubeconfig from the machine, tries it, and only then puts it in its place: whatever
 * fails, the file that was there stays.
 */
public final class KubeconfigFetch {

  /** k3s writes it for root alone, and the user of the image may use sudo. */
  private static final String COMMAND = "sudo cat /etc/rancher/k3s/k3s.yaml";

  private static final Duration ONE_LOGIN = Duration.ofSeconds(20);
  private static final Duration ONE_QUESTION = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Consumer<String> log;
  private final Duration pause;

  /** Tells what it does there. */
  public KubeconfigFetch(Consumer<String> log) {
    this(log, PAUSE);
  }

  KubeconfigFetch(Consumer<String> log, Duration pause) {
    this.log = log;
    this.pause = pause;
  }

  /** Where an environment's kubeconfig lies. */
  public static Path file(Path root, String environment) {
    return root.resolve(".kube").resolve(environment + ".yaml");
  }

  /** Does it. */
  public void run(KubeconfigRequest request) throws HomelabException {
    Path root = request.root();
    Answers answers = Answers.of(Tree.scan(root));
    String environment = Environments.of(root, answers, request.environment());
    Endpoint machine =
        new Endpoint(
            request.host().orElseGet(() -> MachineAddress.of(root, environment, answers)),
            request.port(),
            Settled.value(answers, "ci_user"));
    Ssh ssh = new Ssh(login(request, answers), StateFolder.of(root).file("known_hosts"), log);
    byte[] file = fetched(ssh, machine, request.atMost());
    Kubeconfig kubeconfig =
        Kubeconfig.read(file, "what " + machine + " sent").leadingTo(machine.host(), environment);
    String version = answered(new ApiProbe(kubeconfig, ONE_QUESTION), kubeconfig, request.atMost());
    Path target = file(root, environment);
    write(target, kubeconfig.yaml());
    log.accept("Kubernetes " + version + " at " + kubeconfig.server() + ", context " + environment);
    log.accept("written: " + target + ", for you alone: it is the administrator's key");
    if (request.merge().isPresent()) {
      merge(request.merge().get(), kubeconfig);
    } else {
      log.accept("use it: export KUBECONFIG=" + quoted(target));
    }
  }

  private static Login login(KubeconfigRequest request, Answers answers) throws HomelabException {
    String key = Settled.value(answers, "ssh_private_key_file");
    Path home = Path.of(System.getProperty("user.home"));
    Path file = key.startsWith("~/") ? home.resolve(key.substring(2)) : request.root().resolve(key);
    return new Login(file, answers.value("ssh_public_key"), request.agent(), request.passphrase());
  }

  private byte[] fetched(Ssh ssh, Endpoint machine, Duration atMost) throws HomelabException {
    return new Await("k3s.yaml of " + machine, atMost, pause, log)
        .until(
            () -> {
              try {
                return ssh.run(machine, COMMAND, ONE_LOGIN, Kubeconfig.MOST_BYTES);
              } catch (SshException e) {
                if (e.mayPass()) {
                  throw new NotYet(e.reason(), e.fix());
                }
                throw e;
              }
            });
  }

  private String answered(ApiProbe probe, Kubeconfig kubeconfig, Duration atMost)
      throws HomelabException {
    return new Await("the Kubernetes API at " + kubeconfig.server(), atMost, pause, log)
        .until(
            () -> {
              try {
                return probe.version();
              } catch (ApiException e) {
                if (e.mayPass()) {
                  throw new NotYet(e.reason(), e.fix());
                }
                throw e;
              }
            });
  }

  private static void write(Path file, String text) throws HomelabException {
    try {
      AtomicFile.writePrivate(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              file + " cannot be written: " + e, "make its folder writable, and run again"));
    }
  }

  private void merge(Path given, Kubeconfig kubeconfig) throws HomelabException {
    try {
      // A link leads to where the user keeps it, and stays one.
      Path file = Files.exists(given) ? given.toRealPath() : given.toAbsolutePath();
      if (Files.exists(file) && Files.size(file) > KubeconfigMerge.MOST_BYTES) {
        throw new HomelabException(
            new Problem(
                given + " has " + Files.size(file) + " bytes, which no kubeconfig has",
                "name another file with -Dhomelab.kubeconfig.merge"));
      }
      byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      byte[] after =
          KubeconfigMerge.of(before, kubeconfig, given.toString()).getBytes(StandardCharsets.UTF_8);
      if (Arrays.equals(before, after)) {
        log.accept(given + " has it already");
        return;
      }
      if (before.length > 0) {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        Path backup = file.resolveSibling(file.getFileName() + ".before-homelab-" + time);
        AtomicFile.writePrivate(backup, before);
        log.accept("as it was: " + backup);
      }
      AtomicFile.writePrivate(file, after);
      log.accept("merged into " + given + " as context " + kubeconfig.name());
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              given + " cannot be merged into: " + e,
              "make it a file that you may read and write, or leave -Dhomelab.kubeconfig.merge out"));
    }
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
