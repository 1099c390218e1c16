package dev.homelab.maven.flow;

import dev.homelab.maven.check.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What provision is asked to do.
 *
 * @param root the homelab's folder
 * @param name how the homelab is called
 * @param environment the folder in terraform/envs; empty for the answers' one
 * @param upgrade whether to look for newer providers than the lock file has
 * @param replace the addresses of what is to be made anew, though nothing about it has changed
 * @param allowReplace the addresses of what may be replaced or removed
 * @param cleanup which machines that no state knows may be removed
 * @param adopt the number of the machine that tofu is to take for its own
 * @param patience how long to wait for another run, and for the lock of the state
 * @param waits how long to wait for each thing that the machine is to do
 * @param checks what is asked before anything is begun
 */
public record ProvisionRequest(
    Path root,
    String name,
    Optional<String> environment,
    boolean upgrade,
    List<String> replace,
    List<String> allowReplace,
    Cleanup cleanup,
    Optional<Integer> adopt,
    Duration patience,
    Duration waits,
    List<Check> checks) {

  /** Without any wish: nothing may be lost, and nothing is removed. */
  public static ProvisionRequest plain(
      Path root, String name, Optional<String> environment, Duration patience, List<Check> checks) {
    return new ProvisionRequest(
        root,
        name,
        environment,
        false,
        List.of(),
        List.of(),
        Cleanup.NONE,
        Optional.empty(),
        patience,
        Duration.ofMinutes(10),
        checks);
  }
}
