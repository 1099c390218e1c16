package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.doctor.NetworkReach;
import dev.homelab.maven.check.doctor.World;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Progress;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.report.CheckReport;
import dev.homelab.maven.report.CheckReport.Line;
import dev.homelab.maven.tree.Tree;
import java.time.Duration;
import java.util.List;

/** Asks the world everything that a goal could fail at later, side by side, and changes nothing. */
public final class Doctor {

  /** Every question has a shorter one of its own; several of them may wait for each other. */
  private static final Duration DEADLINE = Duration.ofSeconds(40);

  private final DoctorRequest request;
  private final ToolSettings tools;
  private final Progress progress;

  /** With these tools; those that are missing are not fetched. */
  public Doctor(DoctorRequest request, ToolSettings tools, Progress progress) {
    this.request = request;
    this.tools = tools;
    this.progress = progress;
  }

  /** Asks the real world. */
  public CheckReport run() {
    long start = System.nanoTime();
    Tree tree = Tree.scan(request.root());
    Answers answers = Answers.of(tree);
    Runner runner = tools.runner(request.secrets());
    World.Machine machine =
        request.machine(tools, runner, new NetworkReach(tools.environment(), runner));
    try (World world =
        World.real(
            machine,
            () -> request.access().credential(answers),
            () -> request.access().open(answers))) {
      return report(world, tree, answers, start);
    }
  }

  /** Asks a Proxmox that fits the answers and lives in this process, and nothing beyond it. */
  public CheckReport rehearse() throws HomelabException {
    long start = System.nanoTime();
    Tree tree = Tree.scan(request.root());
    Runner runner = tools.runner(request.secrets());
    try (Rehearsal rehearsal = Rehearsal.start(Answers.of(tree), request.secrets())) {
      progress.line(rehearsal.said());
      Answers answers = rehearsal.answers();
      ProxmoxAccess access = rehearsal.access(request.access().deadline());
      try (World world =
          World.rehearsed(
              request.machine(tools, runner, new NobodyElse()),
              () -> access.credential(answers),
              () -> access.open(answers),
              rehearsal.standIns())) {
        return report(world, tree, answers, start);
      }
    }
  }

  /** Asks this world. */
  CheckReport report(World world, Tree tree, Answers answers, long start) {
    String environment = request.environment().orElseGet(answers::environment);
    List<Line> lines =
        new SideBySide(world.questions(), DEADLINE, progress)
            .lines(new Lab(tree, answers, environment));
    return new CheckReport(
        "doctor",
        request.name(),
        environment,
        new Masked(request.secrets()).lines(lines),
        Duration.ofNanos(System.nanoTime() - start));
  }
}
