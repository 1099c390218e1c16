package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.tool.Outcome;
import dev.homelab.maven.tool.TofuPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes the machines of an environment, after it was shown what goes and was told its name. */
public final class Destroy {

  private final Bench bench;
  private final Console console;

  /** With these tools and this hypervisor. */
  public Destroy(Bench bench) {
    this.bench = bench;
    this.console = bench.console();
  }

  /** Does it. */
  public void run(DestroyRequest request) throws HomelabException {
    Answers answers = Answers.in(request.root());
    String environment = Environments.of(request.root(), answers, request.environment());
    try (Run run =
        Run.begin(request.root(), "destroy of " + environment, request.patience(), console)) {
      Readiness.demand(
          "destroy", request.root(), request.name(), Optional.of(environment), request.checks());
      Stack stack =
          new Stack(
              bench,
              request.root(),
              answers,
              environment,
              run.state().folder("plans").resolve(environment + ".destroy.tfplan"),
              request.patience());
      run.step("tofu init");
      stack.init(false);
      run.step("tofu plan -destroy");
      TofuPlan plan = stack.plan(true, List.of(), run.watcher());
      try {
        remove(request, run, stack, plan, environment);
      } finally {
        stack.forgetPlan();
      }
      tellWhatIsLeft(request.root(), environment, names(plan, answers));
    }
  }

  private void remove(
      DestroyRequest request, Run run, Stack stack, TofuPlan plan, String environment)
      throws HomelabException {
    if (plan.changes().isEmpty()) {
      console.info("there is nothing to remove: the state of " + environment + " has no machine");
      return;
    }
    console.info("this goes, with its disks and all that is on them:");
    PlanTable.of(plan).stream().filter(l -> !l.startsWith("  outputs")).forEach(console::info);
    confirm(request, environment);
    run.step("tofu apply of the destroy plan");
    LocalState state = new LocalState(request.root(), environment);
    Optional<Path> copy = state.prepare(run.state());
    copy.ifPresent(
        c -> console.info("  the state as it was is kept in " + request.root().relativize(c)));
    try {
      Outcome outcome = stack.apply(run.watcher());
      if (!outcome.ok()) {
        throw new HomelabException(
            stack.failure(
                "tofu destroy",
                outcome,
                "mend what it names, then run it again: what is gone already stays gone"));
      }
    } finally {
      state.finish();
    }
    console.info("removed: " + plan.changes().size());
  }

  private static void confirm(DestroyRequest request, String environment) throws HomelabException {
    Optional<String> said =
        request
            .confirmation()
            .answer("Type the environment's name, " + environment + ", to remove it: ");
    if (!said.map(String::strip).equals(Optional.of(environment))) {
      throw new HomelabException(
          new Problem(
              said.isEmpty()
                  ? "nothing was removed: nobody has confirmed it"
                  : "nothing was removed: '" + said.get() + "' is not the environment's name",
              "if it is to go: -Dhomelab.confirm=" + environment));
    }
  }

  /** A plan that removes names only what the state has; the answers name what would be made. */
  private static Set<String> names(TofuPlan plan, Answers answers) {
    Set<String> names =
        plan.machines().stream().map(TofuPlan.Machine::name).collect(Collectors.toSet());
    answers.value("node_name").ifPresent(names::add);
    return names;
  }

  private void tellWhatIsLeft(Path root, String environment, Set<String> names)
      throws HomelabException {
    console.info("left, and not touched:");
    for (Guest guest : bench.hypervisor().guests()) {
      if (guest.template() && guest.name().startsWith(TemplateName.PREFIX)) {
        console.info("  " + guest.name() + ": " + guest);
      } else if (names.contains(guest.name())) {
        console.warn(
            "  "
                + guest.name()
                + ": "
                + guest
                + ", which no state knows: look at it, and remove it"
                + " in the web interface if nobody needs it");
      }
    }
    console.info("  the ISO in the storage of ISO files");
    if (Files.exists(KubeconfigFetch.file(root, environment))) {
      console.info("  .kube/" + environment + ".yaml, which leads nowhere now");
    }
  }
}
