package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ksvalidator, the installer's own reader of kickstart files. */
public final class Ksvalidator {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern PROBLEM =
      Pattern.compile("problem occurred on line (\\d{1,9}) of the kickstart file:\\s+(.*)");

  private final Found.Program program;
  private final Runner runner;

  /** This one. */
  public Ksvalidator(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /** What it says of a file; it stops at the first problem. */
  public Verdict judge(Path root, String file) throws HomelabException {
    Result result =
        runner.run(
            Command.of(program.path(), "-v", "RHEL9", file)
                .in(root)
                .with("PYTHONUTF8", "1")
                .within(PATIENCE));
    if (result.ok()) {
      return Verdict.of(List.of());
    }
    Matcher matcher = PROBLEM.matcher(result.output() + result.errors());
    return result.exitedWith(1) && matcher.find()
        ? Verdict.of(
            List.of(
                new Complaint(
                    file,
                    Integer.parseInt(matcher.group(1)),
                    0,
                    true,
                    "",
                    matcher.group(2).strip())))
        : Verdict.trouble(result);
  }
}
