package dev.homelab.maven.mojo;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.credentials.RepositoryLogins;
import dev.homelab.maven.flow.AllChecks;
import dev.homelab.maven.flow.GitOps;
import dev.homelab.maven.flow.GitOpsRequest;
import dev.homelab.maven.flow.Intention;
import dev.homelab.maven.flow.KubeconfigFetch;
import dev.homelab.maven.flow.KubeconfigRequest;
import dev.homelab.maven.flow.Waits;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.ssh.Endpoint;
import dev.homelab.maven.ssh.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Installs Argo CD in the cluster and hands it over to the git repository: applies the bootstrap,
 * waits for Argo CD, makes the secrets that are in no repository, applies the project and the root
 * Application, and waits until every Application is synced and healthy. Run again, it changes
 * nothing that is as it should be.
 *
 * <p>Refuses as long as the repository does not have what lies here. Needs git and kubectl. The
 * kubeconfig is fetched first, as {@code homelab:kubeconfig} does it, if there is none.
 */
@Mojo(name = "gitops", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class GitopsMojo extends ActingMojo {

  private static final Duration KUBECONFIG_WAIT = Duration.ofMinutes(5);

  /** Skips this goal. */
  @Parameter(property = "homelab.gitops.skip", defaultValue = "false")
  private boolean gitopsSkip;

  /** How many seconds to wait at most until all Applications are synced and healthy. */
  @Parameter(property = "homelab.gitops.wait", defaultValue = "900")
  private int gitopsWait;

  /**
   * The {@code <server>} in settings.xml with the credentials of a private git repository: username
   * and password, an access token, for https; privateKey, the file of a deploy key, for SSH.
   * Without it, the server whose id is the repository's host; without that one, the environment's
   * HOMELAB_GIT_USERNAME and HOMELAB_GIT_PASSWORD, or HOMELAB_GIT_SSH_KEY_FILE.
   */
  @Parameter(property = "homelab.git.serverId")
  private String gitServerId;

  @Override
  boolean skipGoal() {
    return gitopsSkip;
  }

  @Override
  String intention(Intention intention) {
    return intention.gitops();
  }

  @Override
  void act() throws HomelabException {
    if (rehearse()) {
      throw new HomelabException(
          new Problem(
              "gitops cannot be rehearsed: there is no cluster that lives in this plugin",
              "rehearse image and provision: -Dhomelab.gitops.skip"));
    }
    fetchKubeconfig();
    Secrets secrets = new Secrets();
    new GitOps(console(), tools(reportDirectory().toPath().resolve("logs"), true))
        .run(
            new GitOpsRequest(
                basedir().toPath(),
                homelabName(),
                Optional.ofNullable(env()),
                AllChecks.embedded(),
                patience(),
                Waits.usual(Duration.ofSeconds(gitopsWait)),
                new RepositoryLogins(
                    new MavenServers(
                        session().getSettings(), () -> component(SettingsDecrypter.class)),
                    System.getenv(),
                    secrets),
                Optional.ofNullable(gitServerId),
                secrets));
  }

  /** After the first provision of a build there is none yet. */
  private void fetchKubeconfig() throws HomelabException {
    Path root = basedir().toPath();
    String environment = environment().orElseGet(Answers.in(root)::environment);
    if (Files.isRegularFile(KubeconfigFetch.file(root, environment))) {
      return;
    }
    new KubeconfigFetch(console()::info)
        .run(
            new KubeconfigRequest(
                root,
                environment(),
                Optional.empty(),
                Endpoint.PORT,
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")).map(Path::of),
                Login.Passphrase.NONE,
                Optional.empty(),
                KUBECONFIG_WAIT));
  }
}
