package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.tool.Outcome;
import dev.homelab.maven.tool.TofuPlan;
import dev.homelab.maven.tool.TofuPlan.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Creates or changes the machines of an environment, exactly as its plan has said. */
public final class Provision {

  private static final String RUN_AGAIN =
      "mend what it names, then run it again: what is made already stays";

  private final Bench bench;
  private final Console console;

  /** With these tools and this hypervisor. */
  public Provision(Bench bench) {
    this.bench = bench;
    this.console = bench.console();
  }

  /** Does it. */
  public void run(ProvisionRequest request) throws HomelabException {
    Answers answers = Answers.in(request.root());
    String environment = Environments.of(request.root(), answers, request.environment());
    try (Run run =
        Run.begin(request.root(), "provision of " + environment, request.patience(), console)) {
      Readiness.demand(
          "provision", request.root(), request.name(), Optional.of(environment), request.checks());
      new One(request, run, answers, environment).provision();
    }
  }

  /** One run. */
  private final class One {

    private final ProvisionRequest request;
    private final Run run;
    private final Stack stack;
    private final LocalState state;

    One(ProvisionRequest request, Run run, Answers answers, String environment)
        throws HomelabException {
      this.request = request;
      this.run = run;
      this.state = new LocalState(request.root(), environment);
      this.stack =
          new Stack(
              bench,
              request.root(),
              answers,
              environment,
              run.state().folder("plans").resolve(environment + ".tfplan"),
              request.patience());
    }

    void provision() throws HomelabException {
      run.step("tofu init");
      stack.init(request.upgrade());
      TofuPlan plan = plan();
      if (settleOrphans(plan)) {
        plan = plan();
      }
      if (plan.isEmpty()) {
        console.info("nothing to change");
      } else {
        PlanTable.of(plan).forEach(console::info);
        refuseLosses(plan);
        refuseWithoutTemplate(plan);
        apply(plan);
      }
      stack.forgetPlan();
      awaitMachine();
    }

    private TofuPlan plan() throws HomelabException {
      run.step("tofu plan");
      return stack.plan(false, request.replace(), run.watcher());
    }

    /** Tells whether something is different now. */
    private boolean settleOrphans(TofuPlan plan) throws HomelabException {
      Orphans orphans = new Orphans(bench.hypervisor(), plan);
      List<Guest> kept = new ArrayList<>();
      boolean settled = false;
      for (Guest guest : orphans.find(orphans.known())) {
        if (request.adopt().equals(Optional.of(guest.vmid()))) {
          run.step("tofu import of " + guest);
          String address = orphans.placeFor(guest).address();
          state.prepare(run.state());
          stack.adopt(address, guest);
          console.info(guest + " is " + address + " from now on");
          settled = true;
        } else if (request.cleanup().covers(guest)) {
          run.step("removing " + guest);
          console.info("removing " + guest + ", which no state knows");
          bench.hypervisor().remove(guest, line -> console.info("  " + line));
          settled = true;
        } else {
          kept.add(guest);
        }
      }
      if (!kept.isEmpty()) {
        throw new HomelabException(orphans.offers(kept));
      }
      return settled;
    }

    private void refuseLosses(TofuPlan plan) throws HomelabException {
      List<Problem> refused = new ArrayList<>();
      for (Change change : plan.changes()) {
        boolean allowed =
            request.allowReplace().contains(change.address())
                || request.replace().contains(change.address());
        if (change.action().loses() && !allowed) {
          refused.add(
              new Problem(
                  "the plan would "
                      + change.action().word()
                      + " "
                      + change.address()
                      + ", and what is on it would be lost",
                  "if that is what you want: -Dhomelab.allowReplace="
                      + change.address()
                      + "; nothing was changed"));
        }
      }
      if (!refused.isEmpty()) {
        throw new HomelabException(refused);
      }
    }

    /** The provider would find out in the middle, and clone anything that bears the name. */
    private void refuseWithoutTemplate(TofuPlan plan) throws HomelabException {
      Set<String> needed = new TreeSet<>();
      for (Change change : plan.changes()) {
        boolean makes =
            change.action() == TofuPlan.Action.CREATE || change.action() == TofuPlan.Action.REPLACE;
        if (makes && change.type().equals("proxmox_vm_qemu")) {
          change.attributes().stream()
              .filter(attribute -> attribute.path().equals("clone"))
              .map(TofuPlan.Attribute::after)
              .forEach(needed::add);
        }
      }
      if (needed.isEmpty()) {
        return;
      }
      bench.hypervisor().guests().stream()
          .filter(Guest::template)
          .forEach(guest -> needed.remove(guest.name()));
      if (!needed.isEmpty()) {
        throw new HomelabException(
            new Problem(
                "there is no template " + String.join(", ", needed) + " to clone",
                "build it: mvn homelab:image"));
      }
    }

    private void apply(TofuPlan plan) throws HomelabException {
      run.step("tofu apply");
      Optional<Path> copy = state.prepare(run.state());
      copy.ifPresent(c -> console.info("  the state as it was is kept in " + relative(c)));
      try {
        Outcome outcome = stack.apply(run.watcher());
        if (!outcome.ok()) {
          throw failed(plan, outcome);
        }
      } finally {
        state.finish();
      }
      console.info(summary(plan));
    }

    private String relative(Path file) {
      return request.root().relativize(file).toString();
    }

    private HomelabException failed(TofuPlan plan, Outcome outcome) {
      List<Problem> problems = new ArrayList<>();
      problems.add(stack.failure("tofu apply", outcome, RUN_AGAIN));
      Optional<Set<Integer>> made = state.machines();
      try {
        Orphans orphans = new Orphans(bench.hypervisor(), plan);
        if (made.isPresent()) {
          problems.addAll(orphans.offers(orphans.find(made.get())));
        }
      } catch (HomelabException e) {
        problems.add(
            new Problem(
                "whether a machine is left that tofu does not know cannot be told now: "
                    + e.getMessage().lines().findFirst().orElse(""),
                "run it again: it looks before it does anything"));
      }
      return new HomelabException(problems);
    }

    private static String summary(TofuPlan plan) {
      Set<String> words = new TreeSet<>();
      for (TofuPlan.Action action : TofuPlan.Action.values()) {
        long count = plan.changes().stream().filter(c -> c.action() == action).count();
        if (count > 0) {
          words.add(count + " to " + action.word());
        }
      }
      return "done: " + (words.isEmpty() ? "outputs only" : String.join(", ", words));
    }

    private void awaitMachine() throws HomelabException {
      Map<String, String> outputs = stack.outputs();
      String vmid = outputs.getOrDefault("vm_id", "");
      String ip = outputs.getOrDefault("ip_address", "");
      if (!vmid.matches("\\d{1,9}") || ip.isEmpty()) {
        console.info("the outputs vm_id and ip_address name no machine to wait for");
        return;
      }
      run.step("waiting for the machine");
      new MachineWait(bench.hypervisor(), bench.reach(), request.waits(), console::info)
          .until(Integer.parseInt(vmid), ip);
      console.info(
          "machine "
              + vmid
              + " at "
              + ip
              + (bench.reach().api(ip).isPresent()
                  ? " runs, and its Kubernetes API answers"
                  : " runs"));
    }
  }
}
