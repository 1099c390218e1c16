package dev.homelab.maven.check.text;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks every text file for its encoding and its line ends. */
public final class TextCheck implements Check {

  @Override
  public String name() {
    return "text";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Encoding.UTF_16,
        Encoding.NUL,
        Encoding.NOT_UTF_8,
        Encoding.BYTE_ORDER_MARK,
        LineEnds.CRLF,
        LineEnds.NO_FINAL_NEWLINE);
  }

  @Override
  public CheckResult run(Lab lab) {
    List<Finding> findings = new ArrayList<>();
    int looked = 0;
    for (SourceFile file : lab.tree().files()) {
      Optional<byte[]> bytes = file.bytes(); // none: too large or unreadable, which the tree tells
      if (bytes.isPresent() && TextNames.isText(file, bytes.get())) {
        looked++;
        List<Finding> encoding = Encoding.judge(file, bytes.get());
        findings.addAll(encoding);
        // Line ends of something in another encoding would be told in bytes that are not there.
        if (encoding.stream().noneMatch(f -> f.rule() == Encoding.UTF_16)) {
          findings.addAll(LineEnds.judge(file, bytes.get()));
        }
      }
    }
    return CheckResult.of(CheckResult.count(looked, "text file"), findings);
  }
}
