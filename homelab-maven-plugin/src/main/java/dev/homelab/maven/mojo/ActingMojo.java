package dev.homelab.maven.mojo;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.flow.Intention;
import dev.homelab.maven.problem.HomelabException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * A goal that changes the world: it acts when it is called by name, and only tells when a phase
 * calls it.
 */
abstract class ActingMojo extends SiteMojo {

  /** Lets the goals that are bound to a phase act, instead of saying what they would do. */
  @Parameter(property = "homelab.apply", defaultValue = "false")
  private boolean apply;

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
      String environment = environment().orElseGet(answers::environment);
      getLog().info(execution.getGoal() + ": " + intention(new Intention(answers, environment)));
    }
  }

  /** Does it. */
  abstract void act() throws HomelabException;

  /** The line that says what the goal would do. */
  abstract String intention(Intention intention);
}
