package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tool.Found;
import java.util.List;
import java.util.Optional;

/** Asks whether a tool is here that a goal needs. One that is missing is told and fails nothing. */
final class ToolPresent implements Check {

  private final String tool;
  private final World world;

  ToolPresent(String tool, World world) {
    this.tool = tool;
    this.world = world;
  }

  @Override
  public String name() {
    return tool;
  }

  @Override
  public List<Rule> rules() {
    return List.of();
  }

  @Override
  public CheckResult run(Lab lab) {
    Found found = world.machine().finder().find(tool);
    if (found instanceof Found.Program program) {
      return CheckResult.byTool(
          program.version(), program.path().toString(), List.of(), Optional.empty());
    }
    Found.Missing missing = (Found.Missing) found;
    if (world.machine().fetches() && world.machine().finder().canBeFetched(tool)) {
      String here = missing.reason().startsWith("not ") ? "not here" : "no fitting version";
      return CheckResult.of(here + ", fetched when needed", List.of());
    }
    return CheckResult.missing(missing.reason(), missing.install());
  }
}
