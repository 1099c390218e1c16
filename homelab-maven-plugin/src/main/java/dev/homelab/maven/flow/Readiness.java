package dev.homelab.maven.flow;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.CheckReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a goal may act on a homelab: no errors in its files, no answer that is still a marker,
 * and nothing in the world that would make it fail half-way. Says every reason against it at once.
 */
final class Readiness {

  private static final String MARKER = "markers/changeme";

  private Readiness() {}

  /**
   * Refuses when there is a reason to.
   *
   * @param checks of its files, and of hypervisor, token and the like as far as they matter
   */
  static void demand(
      String goal, Path root, String name, Optional<String> environment, List<Check> checks)
      throws HomelabException {
    CheckReport report = new Preflight(checks).run(new PreflightRequest(root, name, environment));
    List<Problem> reasons =
        report.findings().stream().filter(Readiness::forbids).map(Readiness::reason).toList();
    if (!reasons.isEmpty()) {
      List<Problem> all = new ArrayList<>();
      all.add(
          new Problem(
              goal
                  + " has not begun, for "
                  + (reasons.size() == 1 ? "a reason" : reasons.size() + " reasons"),
              "mend what is named below, then run it again"));
      all.addAll(reasons);
      throw new HomelabException(all);
    }
  }

  private static boolean forbids(Finding finding) {
    return finding.isError() || finding.rule().id().equals(MARKER);
  }

  private static Problem reason(Finding finding) {
    return new Problem(
        finding.where() + "  " + finding.problem().message(), finding.problem().fix());
  }
}
