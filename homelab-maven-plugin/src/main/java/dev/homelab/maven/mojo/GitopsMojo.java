package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Intention;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Installs Argo CD in the cluster and hands it over to the git repository. */
@Mojo(name = "gitops", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public final class GitopsMojo extends ActingMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.gitops.skip", defaultValue = "false")
  private boolean gitopsSkip;

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
    throw new HomelabException(
        new Problem(
            "homelab:gitops cannot act yet in this version of the plugin",
            "run: make k8s-bootstrap argo"));
  }
}
