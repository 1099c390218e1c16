package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.KubeconfigFetch;
import dev.homelab.maven.flow.KubeconfigRequest;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.ssh.Endpoint;
import dev.homelab.maven.ssh.Login;
import java.io.Console;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fetches the cluster's kubeconfig from its machine over SSH, tries it, and writes it to {@code
 * .kube/ENVIRONMENT.yaml}, readable by you alone. {@code ~/.kube/config} is left alone.
 *
 * <p>Logs in with {@code ssh_private_key_file} of the answers, or with ssh-agent when that file is
 * locked or missing. The machine's host key is remembered in {@code .homelab/known_hosts}.
 */
@Mojo(name = "kubeconfig", threadSafe = true)
public final class KubeconfigMojo extends HomelabMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.kubeconfig.skip", defaultValue = "false")
  private boolean kubeconfigSkip;

  /**
   * Another kubeconfig that gets the cluster too, like {@code ~/.kube/config}: cluster, user and
   * context are named like the environment, and replace those of that name. A copy of it is kept
   * beside it.
   */
  @Parameter(property = "homelab.kubeconfig.merge")
  private String merge;

  /** The machine's address. Without it, the one in tofu's state, or else node_ip of the answers. */
  @Parameter(property = "homelab.kubeconfig.host")
  private String host;

  /** The port of the machine's SSH server. */
  @Parameter(property = "homelab.kubeconfig.port", defaultValue = "" + Endpoint.PORT)
  private int port;

  /**
   * How many seconds to wait at most for the machine, and then for its API: a first boot takes a
   * minute or two.
   */
  @Parameter(property = "homelab.kubeconfig.wait", defaultValue = "300")
  private int wait;

  @Override
  boolean skipGoal() {
    return kubeconfigSkip;
  }

  @Override
  void run() throws HomelabException {
    new KubeconfigFetch(getLog()::info)
        .run(
            new KubeconfigRequest(
                basedir().toPath(),
                Optional.ofNullable(env()),
                Optional.ofNullable(host),
                port,
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")).map(Path::of),
                passphrase(),
                Optional.ofNullable(merge).map(KubeconfigMojo::expanded),
                Duration.ofSeconds(wait)));
  }

  /** A shell leaves the tilde in -Dname=~/file as it is. */
  private static Path expanded(String file) {
    return file.startsWith("~/") || file.startsWith("~" + File.separator)
        ? Path.of(System.getProperty("user.home"), file.substring(2))
        : Path.of(file).toAbsolutePath();
  }

  private Login.Passphrase passphrase() {
    Console console = System.console();
    if (console == null || !interactive()) {
      return Login.Passphrase.NONE;
    }
    return file ->
        Optional.ofNullable(console.readPassword("Passphrase of %s: ", file)).map(String::new);
  }
}
