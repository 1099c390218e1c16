package dev.homelab.maven.mojo;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.flow.DoctorRequest;
import dev.homelab.maven.flow.Intention;
import dev.homelab.maven.flow.RehearsedLab;
import dev.homelab.maven.flow.Site;
import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.flow.WhatIsThere;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * A goal that changes the world: it acts when it is called by name, and only tells when a phase
 * calls it.
 */
abstract class ActingMojo extends ProxmoxMojo {

  /** For one call of Proxmox, which may be busy while it copies disks. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Lets the goals that are bound to a phase act, instead of saying what they would do. */
  @Parameter(property = "homelab.apply", defaultValue = "false")
  private boolean apply;

  /**
   * How many seconds to wait for another run on this homelab, and for the lock of tofu's state.
   * Without it, such a run is named and this one ends.
   */
  @Parameter(property = "homelab.wait", defaultValue = "0")
  private int wait;

  /** Where reports and the logs of the tools go. */
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
      String environment = environment().orElseGet(answers::environment);
      getLog().info(execution.getGoal() + ": " + intention(new Intention(answers, environment)));
    }
  }

  /** The environment asked for. */
  final Optional<String> environment() {
    return Optional.ofNullable(env());
  }

  /** How long another run is waited for. */
  final Duration patience() {
    return Duration.ofSeconds(wait);
  }

  /** What a goal does there. */
  interface Work {
    /** Does it, on the homelab in this folder. */
    void at(Site site, Path root) throws HomelabException;
  }

  /** Works on the real world, or on the rehearsed one. */
  final void on(Work work) throws HomelabException {
    Secrets secrets = new Secrets();
    DoctorRequest request =
        new DoctorRequest(
            basedir().toPath(),
            homelabName(),
            environment(),
            System.getProperty("java.version"),
            session().getSystemProperties().getProperty("maven.version", ""),
            proxmox(secrets, DEADLINE),
            secrets);
    ToolSettings tools = tools(reportDirectory.toPath().resolve("logs"), true);
    if (!rehearse()) {
      try (Site site = Site.real(request, tools, console())) {
        work.at(site, basedir().toPath());
      }
      return;
    }
    RehearsedLab lab = rehearsedLab(secrets);
    try (Site site = Site.rehearsed(request, lab, tools, console())) {
      work.at(site, lab.root());
      WhatIsThere.tell(site, lab, console());
    }
  }

  /** One for all goals of a build: what image has made is there for provision. */
  @SuppressWarnings("unchecked") // Maven's map is of before generics
  private RehearsedLab rehearsedLab(Secrets secrets) throws HomelabException {
    String key = RehearsedLab.class.getName();
    RehearsedLab lab = (RehearsedLab) getPluginContext().get(key);
    if (lab == null) {
      RehearsedLab started = RehearsedLab.start(basedir().toPath(), secrets);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end of rehearsal"));
      getPluginContext().put(key, started);
      return started;
    }
    lab.maskIn(secrets);
    return lab;
  }

  final File reportDirectory() {
    return reportDirectory;
  }

  /** Does it. */
  abstract void act() throws HomelabException;

  /** The line that says what the goal would do. */
  abstract String intention(Intention intention);
}
