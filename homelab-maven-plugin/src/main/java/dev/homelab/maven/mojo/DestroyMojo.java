package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Destroy;
import dev.homelab.maven.flow.DestroyRequest;
import dev.homelab.maven.problem.HomelabException;
import java.io.Console;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Removes the machines of an environment with their disks, after it has shown what goes and was
 * given the environment's name. Templates stay, and so does the ISO; what is left is told.
 */
@Mojo(name = "destroy", threadSafe = true)
public final class DestroyMojo extends SiteMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.destroy.skip", defaultValue = "false")
  private boolean destroySkip;

  /**
   * The environment's name: says that its machines are to go. Without it you are asked on the
   * terminal, after everything that goes was shown; in batch mode nothing is removed.
   */
  @Parameter(property = "homelab.confirm")
  private String confirm;

  @Override
  boolean skipGoal() {
    return destroySkip;
  }

  @Override
  void run() throws HomelabException {
    on(
        (site, root) -> {
          rehearseImage(site, root);
          rehearseMachine(site, root);
          new Destroy(site.bench())
              .run(
                  new DestroyRequest(
                      root,
                      homelabName(),
                      environment(),
                      this::confirmed,
                      patience(),
                      site.beforeDestroy()));
        });
  }

  private Optional<String> confirmed(String question) {
    Console terminal = System.console();
    if (confirm != null || terminal == null || !interactive()) {
      return Optional.ofNullable(confirm);
    }
    return Optional.ofNullable(terminal.readLine("%s", question));
  }
}
