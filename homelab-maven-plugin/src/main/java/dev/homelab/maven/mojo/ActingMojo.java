package dev.homelab.maven.mojo;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.flow.Intention;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.File;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * A goal that changes the world: it acts when it is called by name, and only tells when a phase
 * calls it.
 */
abstract class ActingMojo extends HomelabMojo {

  /** Lets the goals that are bound to a phase act, instead of saying what they would do. */
  @Parameter(property = "homelab.apply", defaultValue = "false")
  private boolean apply;

  /** How many seconds to wait at most for another run on the same homelab. */
  @Parameter(property = "homelab.wait", defaultValue = "0")
  private int wait;

  /** Where the reports and the logs of the tools go. */
  @Parameter(
      property = "homelab.reportDirectory",
      defaultValue = "${project.build.directory}/homelab",
      required = true)
  private File reportDirectory;

  /** How this goal was called. */
  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Override
  final void run() throws HomelabException {
    boolean byName = execution.getSource() == MojoExecution.Source.CLI;
    if (byName || apply) {
      act();
    } else {
      Answers answers = Answers.in(basedir().toPath());
      String environment = Optional.ofNullable(env()).orElseGet(answers::environment);
      getLog().info(execution.getGoal() + ": " + intention(new Intention(answers, environment)));
    }
  }

  /** Does the goal's work. */
  void act() throws HomelabException {
    throw new HomelabException(
        new Problem(
            "homelab:" + execution.getGoal() + " cannot act yet in this version of the plugin",
            "run: make " + makeTargets()));
  }

  final Duration patience() {
    return Duration.ofSeconds(wait);
  }

  final File reportDirectory() {
    return reportDirectory;
  }

  /** The line that says what the goal would do. */
  abstract String intention(Intention intention);

  /** What does the goal's work until the goal does it itself. */
  abstract String makeTargets();
}
