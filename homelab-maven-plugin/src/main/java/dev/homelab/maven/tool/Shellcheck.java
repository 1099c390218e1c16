package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** shellcheck, which knows what goes wrong in shell scripts. */
public final class Shellcheck {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Found.Program program;
  private final Runner runner;

  /** This one. */
  public Shellcheck(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /** What it says of these scripts. */
  public Verdict judge(Path root, List<String> scripts) throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("--format=json1", "--"));
    arguments.addAll(scripts);
    Result result = runner.run(Command.of(program.path(), arguments).in(root).within(PATIENCE));
    if (!result.exitedWith(0, 1)) {
      return Verdict.trouble(result);
    }
    try {
      return Verdict.of(complaints(result.output()));
    } catch (IOException e) {
      return Verdict.trouble(result);
    }
  }

  private static List<Complaint> complaints(String printed) throws IOException {
    List<Complaint> complaints = new ArrayList<>();
    for (Json comment : Json.read(printed).get("comments").all()) {
      complaints.add(
          new Complaint(
              comment.get("file").text(),
              comment.get("line").number(),
              comment.get("column").number(),
              comment.get("level").text().equals("error"),
              "SC" + comment.get("code").text(),
              comment.get("message").text().replaceAll("\\s+", " ").replaceFirst("\\.$", "")));
    }
    return complaints;
  }
}
