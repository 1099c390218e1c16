package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** shfmt, which formats shell scripts as .editorconfig says. */
public final class Shfmt {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern SYNTAX = Pattern.compile("(\\S.*?):(\\d{1,9}):(\\d{1,9}): (.*)");

  private final Found.Program program;
  private final Runner runner;

  /** This one. */
  public Shfmt(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /** Whether these scripts are in canonical form. Changes none. */
  public Verdict check(Path root, List<String> scripts) throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("-d"));
    scripts.forEach(script -> arguments.add("./" + script)); // it has no -- to end its options
    Result result = runner.run(Command.of(program.path(), arguments).in(root).within(PATIENCE));
    if (!result.exitedWith(0, 1)) {
      return Verdict.trouble(result);
    }
    List<Complaint> complaints =
        new ArrayList<>(Diff.complaints(result.output(), "is not formatted as shfmt does it"));
    for (String line : result.errors().lines().toList()) {
      Matcher matcher = SYNTAX.matcher(line);
      if (matcher.matches()) {
        complaints.add(
            new Complaint(
                matcher.group(1).replaceFirst("^\\./", ""),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                true,
                "",
                matcher.group(4)));
      }
    }
    return result.ok() || !complaints.isEmpty() ? Verdict.of(complaints) : Verdict.trouble(result);
  }
}
