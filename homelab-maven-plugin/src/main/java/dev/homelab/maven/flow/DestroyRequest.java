package dev.homelab.maven.flow;

import dev.homelab.maven.check.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What destroy is asked to do.
 *
 * @param root the homelab's folder
 * @param name how the homelab is called
 * @param environment the folder in terraform/envs; empty for the answers' one
 * @param confirmation asked for the environment's name, once everything that goes was shown
 * @param patience how long to wait for another run, and for the lock of the state
 * @param checks what is asked before anything is begun
 */
public record DestroyRequest(
    Path root,
    String name,
    Optional<String> environment,
    Confirmation confirmation,
    Duration patience,
    List<Check> checks) {

  /** Who says that it is meant so. */
  public interface Confirmation {

    /**
     * What was said.
     *
     * @param question that says what to answer
     */
    Optional<String> answer(String question);
  }
}
