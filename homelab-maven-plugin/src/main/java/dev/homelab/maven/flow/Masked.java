package dev.homelab.maven.flow;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.CheckReport.Line;
import java.util.List;

/** Lines of a report without secrets, should somebody's words have held one. */
final class Masked {

  private final Secrets secrets;

  Masked(Secrets secrets) {
    this.secrets = secrets;
  }

  List<Line> lines(List<Line> lines) {
    return lines.stream().map(this::line).toList();
  }

  private Line line(Line line) {
    return new Line(
        line.check(),
        secrets.mask(line.scope()),
        line.skipped().map(secrets::mask),
        line.findings().stream().map(this::finding).toList(),
        line.version(),
        line.missing());
  }

  private Finding finding(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.where(),
        new Problem(
            secrets.mask(finding.problem().message()), secrets.mask(finding.problem().fix())));
  }
}
