package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Cleanup;
import dev.homelab.maven.flow.Intention;
import dev.homelab.maven.flow.Provision;
import dev.homelab.maven.flow.ProvisionRequest;
import dev.homelab.maven.problem.HomelabException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Creates or changes the machines of an environment with tofu, and waits until Kubernetes answers
 * on them.
 *
 * <p>Shows the plan as a table and applies exactly that; run again, it has nothing to change. A
 * plan that replaces or removes anything is refused unless {@code homelab.allowReplace} names it.
 * The state is copied to {@code .homelab/states} before it is changed.
 *
 * <p>In a phase it only says what it would do, unless {@code homelab.apply} is given.
 */
@Mojo(name = "provision", defaultPhase = LifecyclePhase.INSTALL, threadSafe = true)
public final class ProvisionMojo extends ActingMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.provision.skip", defaultValue = "false")
  private boolean provisionSkip;

  /**
   * Looks for newer providers than {@code .terraform.lock.hcl} has, as far as the configuration
   * allows them. Commit the file afterwards.
   */
  @Parameter(property = "homelab.upgrade", defaultValue = "false")
  private boolean upgrade;

  /**
   * The addresses of what may be replaced or removed, with commas between them, as the plan names
   * them: {@code module.node.proxmox_vm_qemu.vm}. Their data is lost.
   */
  @Parameter(property = "homelab.allowReplace")
  private String allowReplace;

  /**
   * The addresses of what is to be made anew although nothing about it has changed: a machine from
   * a new image, which never replaces one that runs by itself. Its data is lost, and the new one is
   * made before the old one goes, so that both have the same address for a while.
   */
  @Parameter(property = "homelab.replace")
  private String replace;

  /**
   * Removes machines that bear the name of one of this environment's and that no state knows: those
   * of these numbers ({@code 101,102}), or all that the goal names when it is {@code true}.
   */
  @Parameter(property = "homelab.cleanup", defaultValue = "false")
  private String cleanup;

  /** The number of such a machine that tofu is to take for this environment's own. */
  @Parameter(property = "homelab.adopt")
  private Integer adopt;

  /**
   * How many seconds to wait at most for each of these: that the machine runs, that its guest agent
   * answers, SSH, the Kubernetes API.
   */
  @Parameter(property = "homelab.provision.wait", defaultValue = "600")
  private int provisionWait;

  @Override
  boolean skipGoal() {
    return provisionSkip;
  }

  @Override
  void act() throws HomelabException {
    Cleanup removable = Cleanup.of(cleanup);
    on(
        (site, root) -> {
          rehearseImage(site, root);
          new Provision(site.bench())
              .run(
                  new ProvisionRequest(
                      root,
                      homelabName(),
                      environment(),
                      upgrade,
                      words(replace),
                      words(allowReplace),
                      removable,
                      Optional.ofNullable(adopt),
                      patience(),
                      Duration.ofSeconds(provisionWait),
                      site.beforeProvision()));
        });
  }

  private static List<String> words(String given) {
    return given == null ? List.of() : List.of(given.strip().split("\\s*,\\s*"));
  }

  @Override
  String intention(Intention intention) {
    return intention.provision();
  }
}
