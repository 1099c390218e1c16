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

/** GNU make, the front door for people without Maven. */
public final class Make {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int FAILED = 2;
  private static final Pattern PLACE =
      Pattern.compile("(\\S.*?):(\\d{1,9}): \\*\\*\\* (.*?)(?:\\.  Stop\\.)?");
  private static final Pattern NO_PLACE =
      Pattern.compile("make(?:\\[\\d+])?: \\*\\*\\* (No rule .*?)(?:\\.  Stop\\.)?\\.?");

  private final Found.Program program;
  private final Runner runner;

  /** This one. */
  public Make(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /** Whether these targets could be made: reads the Makefile and prints what would be done. */
  public Verdict dryRun(Path root, List<String> targets) throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("-n", "-k", "--"));
    arguments.addAll(targets);
    Result result = runner.run(Command.of(program.path(), arguments).in(root).within(PATIENCE));
    if (result.ok()) {
      return Verdict.of(List.of());
    }
    List<Complaint> complaints = new ArrayList<>();
    for (String line : result.errors().lines().toList()) {
      Matcher place = PLACE.matcher(line);
      Matcher noPlace = NO_PLACE.matcher(line);
      if (noPlace.matches()) {
        complaints.add(new Complaint("Makefile", 0, 0, true, "", noPlace.group(1)));
      } else if (place.matches() && !place.group(1).startsWith("make")) {
        complaints.add(
            new Complaint(
                place.group(1), Integer.parseInt(place.group(2)), 0, true, "", place.group(3)));
      }
    }
    return result.exitedWith(FAILED) && !complaints.isEmpty()
        ? Verdict.of(complaints)
        : Verdict.trouble(result);
  }
}
