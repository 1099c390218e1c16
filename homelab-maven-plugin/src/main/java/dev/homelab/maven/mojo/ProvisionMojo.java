package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Intention;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Creates or updates the machines of an environment. */
@Mojo(name = "provision", defaultPhase = LifecyclePhase.INSTALL, threadSafe = true)
public final class ProvisionMojo extends ActingMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.provision.skip", defaultValue = "false")
  private boolean provisionSkip;

  @Override
  boolean skipGoal() {
    return provisionSkip;
  }

  @Override
  String intention(Intention intention) {
    return intention.provision();
  }

  @Override
  String makeTargets() {
    return "tf-init tf-apply";
  }
}
