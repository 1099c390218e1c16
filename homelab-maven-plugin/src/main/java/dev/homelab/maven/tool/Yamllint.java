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

/** yamllint, which reads YAML by the rules in .yamllint. */
public final class Yamllint {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern LINE =
      Pattern.compile(
          "(?:\\./)?(.+?):(\\d{1,9}):(\\d{1,9}): \\[(error|warning)] (.*?)(?: \\(([\\w-]+)\\))?");

  private final Found.Program program;
  private final Runner runner;

  /** This one. */
  public Yamllint(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /** What it says of every YAML file in the folder. */
  public Verdict judge(Path root) throws HomelabException {
    Result result =
        runner.run(
            Command.of(program.path(), "--format", "parsable", ".")
                .in(root)
                .with("PYTHONUTF8", "1") // or it reads the files by the locale
                .within(PATIENCE));
    List<Complaint> complaints = new ArrayList<>();
    for (String line : result.output().lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        complaints.add(
            new Complaint(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4).equals("error"),
                matcher.group(6) == null ? "" : matcher.group(6),
                matcher.group(5)));
      }
    }
    // Without --strict it ends with 1 when there is an error among what it lists.
    boolean judged = result.ok() || result.exitedWith(1) && !complaints.isEmpty();
    return judged ? Verdict.of(complaints) : Verdict.trouble(result);
  }
}
