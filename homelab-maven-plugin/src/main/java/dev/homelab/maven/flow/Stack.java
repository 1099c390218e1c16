package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.tool.Outcome;
import dev.homelab.maven.tool.StateLock;
import dev.homelab.maven.tool.Tofu;
import dev.homelab.maven.tool.TofuPlan;
import dev.homelab.maven.tool.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One environment as tofu works on it. */
final class Stack {

  private static final String MEND = "mend what it names, then run it again";

  private final Bench bench;
  private final Path root;
  private final String environment;
  private final Path plan;
  private final Map<String, String> answers;
  private final Duration patience;
  private final Tofu tofu;

  /**
   * A stack.
   *
   * @param plan where a plan is kept
   * @param patience how long to wait for the lock of its state
   */
  Stack(Bench bench, Path root, Answers answers, String environment, Path plan, Duration patience)
      throws HomelabException {
    this.bench = bench;
    this.root = root;
    this.environment = environment;
    this.plan = plan;
    this.answers = GivenAnswers.of(answers, environment);
    this.patience = patience;
    this.tofu = bench.tofu();
  }

  /** Relative to the homelab's, with slashes. */
  String folder() {
    return "terraform/envs/" + environment;
  }

  void init(boolean upgrade) throws HomelabException {
    Outcome outcome = tofu.init(root, folder(), upgrade, bench.providers());
    if (!outcome.ok()) {
      throw new HomelabException(
          failure(
              "tofu init",
              outcome,
              "see that its provider can be fetched, or give a folder that has it:"
                  + " -Dhomelab.plugins=DIR"));
    }
  }

  /** Works out what would be done. */
  TofuPlan plan(boolean destroy, List<String> replace, Watcher watcher) throws HomelabException {
    Outcome outcome =
        tofu.plan(
            root,
            folder(),
            new Tofu.Inputs(answers, overrides(), bench.token(), destroy, replace, patience),
            plan,
            watcher);
    if (!outcome.ok()) {
      throw new HomelabException(failure("tofu plan", outcome, MEND));
    }
    return tofu.show(root, folder(), plan, bench.token());
  }

  /** Does what the last plan says. */
  Outcome apply(Watcher watcher) throws HomelabException {
    return tofu.apply(root, folder(), plan, answers, bench.token(), patience, watcher);
  }

  /** Takes a machine that is there for one of the configuration's. */
  void adopt(String address, Guest guest) throws HomelabException {
    Outcome outcome =
        tofu.adopt(
            root,
            folder(),
            new Tofu.Inputs(answers, overrides(), bench.token(), false, List.of(), patience),
            address,
            guest.node() + "/qemu/" + guest.vmid());
    if (!outcome.ok()) {
      throw new HomelabException(failure("tofu import of " + guest, outcome, MEND));
    }
  }

  Map<String, String> outputs() throws HomelabException {
    return tofu.outputs(root, folder(), answers);
  }

  /** A plan holds what is in the state; nobody needs it once it is done. */
  void forgetPlan() throws HomelabException {
    try {
      Files.deleteIfExists(plan);
    } catch (IOException e) {
      throw new HomelabException(
          new Problem("the plan " + plan + " cannot be removed: " + e, "remove it"));
    }
  }

  /** Why it failed; a lock that another holds is a reason of its own. */
  Problem failure(String what, Outcome outcome, String fix) {
    Optional<StateLock> lock = Tofu.heldBy(outcome);
    return lock.isPresent() ? held(lock.get()) : outcome.problem(what, fix);
  }

  private Problem held(StateLock lock) {
    return new Problem(
        "the state of "
            + environment
            + " is locked by "
            + lock.who()
            + " ("
            + lock.operation().replaceFirst("^OperationType", "").toLowerCase(java.util.Locale.ROOT)
            + "), since "
            + lock.created(),
        "wait until that run has ended, or let this one wait: -Dhomelab.wait=SECONDS; if it is dead:"
            + " tofu -chdir="
            + folder()
            + " force-unlock "
            + lock.id());
  }

  /** As make gives them: the more special one last, since the last one wins. */
  private List<String> overrides() {
    List<String> files = new ArrayList<>();
    if (Files.exists(root.resolve("terraform/globals.tfvars"))) {
      files.add("../../globals.tfvars");
    }
    if (Files.exists(root.resolve(folder()).resolve("terraform.tfvars"))) {
      files.add("terraform.tfvars");
    }
    return files;
  }
}
