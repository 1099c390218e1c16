package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Result;
import java.util.List;

/**
 * How a tool's work went.
 *
 * @param result of its run
 * @param decisive the lines that say why it failed, out of hundreds; empty when it did not
 */
public record Outcome(Result result, List<String> decisive) {

  private static final int MOST_LINES = 40;

  /** Keeps a copy that fits on a screen. */
  public Outcome {
    decisive = decisive.stream().limit(MOST_LINES).map(Printable::of).toList();
  }

  /** Whether it did what it was asked to. */
  public boolean ok() {
    return result.ok();
  }

  /**
   * Nothing, when it went well.
   *
   * @param what it was to do: "packer build"
   * @param fix how to go on
   * @throws HomelabException with its decisive lines, and where all of its lines are
   */
  public void orElseThrow(String what, String fix) throws HomelabException {
    if (!ok()) {
      throw new HomelabException(problem(what, fix));
    }
  }

  /** The same as a problem. */
  public Problem problem(String what, String fix) {
    String why = decisive.isEmpty() ? result.ending() : String.join("; ", decisive);
    return new Problem(
        what + " failed: " + why,
        fix + result.log().map(log -> "; all it said is in " + log).orElse(""));
  }
}
