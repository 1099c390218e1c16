package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which leftovers of earlier runs may be removed: none, all that are named, or those of certain
 * numbers.
 *
 * @param all whether all
 * @param vmids or which
 */
public record Cleanup(boolean all, Set<Integer> vmids) {

  /** None: they are named, and stay. */
  public static final Cleanup NONE = new Cleanup(false, Set.of());

  /**
   * As it is given on the command line: "true", "false", or numbers with commas between them.
   *
   * @throws HomelabException for anything else
   */
  public static Cleanup of(String given) throws HomelabException {
    switch (given.strip()) {
      case "", "true":
        return new Cleanup(true, Set.of());
      case "false":
        return NONE;
      default:
        Set<Integer> vmids = new TreeSet<>();
        for (String word : given.split(",")) {
          if (!word.strip().matches("\\d{1,9}")) {
            throw new HomelabException(
                new Problem(
                    "homelab.cleanup is '" + given + "'",
                    "set it to the numbers of machines, like 101 or 101,102, or leave it without a"
                        + " value for all that are named"));
          }
          vmids.add(Integer.valueOf(word.strip()));
        }
        return new Cleanup(false, Set.copyOf(vmids));
    }
  }

  /** Whether this one may go. */
  boolean covers(Guest guest) {
    return all || vmids.contains(guest.vmid());
  }
}
