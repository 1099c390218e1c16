package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.tool.Git;
import java.nio.file.Path;
import java.util.Optional;

/** A question that git answers. */
abstract class GitQuestion implements Check {

  private final String name;
  private final World world;

  GitQuestion(String name, World world) {
    this.name = name;
    this.world = world;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final CheckResult run(Lab lab) {
    Optional<Path> program = SearchPath.of(world.machine().environment()).first("git");
    if (program.isEmpty()) {
      return CheckResult.skipped("", "not asked: git is not on this machine");
    }
    try {
      return ask(lab, world.given(lab), new Git(program.get(), world.machine().runner()));
    } catch (HomelabException e) {
      return CheckResult.skipped("", "not asked: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  /** Asks. */
  abstract CheckResult ask(Lab lab, Given given, Git git) throws HomelabException;
}
