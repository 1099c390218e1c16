package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Cleanup;
import dev.homelab.maven.flow.ImageBuild;
import dev.homelab.maven.flow.ImageRequest;
import dev.homelab.maven.flow.Intention;
import dev.homelab.maven.problem.HomelabException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds the VM template that every node is cloned from, with packer on Proxmox: 15 to 40 minutes.
 *
 * <p>Does nothing when the template is there and was made from the files of {@code packer/} and the
 * answers that there are now; the template's own notes say so. One that was made from something
 * else is never overwritten: raise {@code image_version}. What a build that was cut off has left is
 * named, and stays until its removal is asked for.
 *
 * <p>In a phase it only says what it would do, unless {@code homelab.apply} is given.
 */
@Mojo(name = "image", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class ImageMojo extends ActingMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.image.skip", defaultValue = "false")
  private boolean imageSkip;

  /**
   * Builds again although nothing that feeds the image has changed. The template that is there is
   * replaced, if nothing uses it; otherwise it is refused.
   */
  @Parameter(property = "homelab.force", defaultValue = "false")
  private boolean force;

  /**
   * Removes half-made machines and templates that earlier builds have left: those of these numbers
   * ({@code 101,102}), or all that the goal names when it is {@code true}. Nothing else is ever
   * removed.
   */
  @Parameter(property = "homelab.cleanup", defaultValue = "false")
  private String cleanup;

  @Override
  boolean skipGoal() {
    return imageSkip;
  }

  @Override
  void act() throws HomelabException {
    Cleanup removable = Cleanup.of(cleanup);
    on(
        (site, root) ->
            new ImageBuild(site.bench())
                .run(
                    new ImageRequest(
                        root, homelabName(), force, removable, patience(), site.beforeImage())));
  }

  @Override
  String intention(Intention intention) {
    return intention.image();
  }
}
