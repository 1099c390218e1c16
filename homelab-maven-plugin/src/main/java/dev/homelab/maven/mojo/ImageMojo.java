package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Intention;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Builds the VM template that every node is cloned from. */
@Mojo(name = "image", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class ImageMojo extends ActingMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.image.skip", defaultValue = "false")
  private boolean imageSkip;

  @Override
  boolean skipGoal() {
    return imageSkip;
  }

  @Override
  String intention(Intention intention) {
    return intention.image();
  }

  @Override
  String makeTargets() {
    return "packer";
  }
}
