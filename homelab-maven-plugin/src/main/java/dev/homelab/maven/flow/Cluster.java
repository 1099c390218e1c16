package dev.homelab.maven.flow;

import dev.homelab.maven.flow.Await.NotYet;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Kubectl;
import dev.homelab.maven.tool.KubectlException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * kubectl, with patience for an API that goes away for a moment: k3s restarts it, and an upgrade of
 * Argo CD on a small machine makes it slow.
 */
final class Cluster {

  private final Kubectl kubectl;
  private final Waits waits;
  private final Consumer<String> log;

  Cluster(Kubectl kubectl, Waits waits, Consumer<String> log) {
    this.kubectl = kubectl;
    this.waits = waits;
    this.log = log;
  }

  /** Something to ask or to do; to do it twice is as good as once. */
  interface Step<T> {

    /** Does it. */
    T with(Kubectl kubectl) throws HomelabException;
  }

  /** Does it, as soon as an API answers. */
  <T> T run(Step<T> step) throws HomelabException {
    return await("an answer of the Kubernetes API", waits.api()).until(() -> looked(step));
  }

  /** Looks for something; while no API answers, it is not there. */
  <T> T looked(Step<T> step) throws NotYet, HomelabException {
    try {
      return step.with(kubectl);
    } catch (KubectlException e) {
      if (e.kind() == KubectlException.Kind.UNREACHABLE) {
        throw new NotYet(e.words(), "see that the machine runs and k3s on it, then run this again");
      }
      throw e;
    }
  }

  /** A wait that tells. */
  Await await(String what, Duration atMost) {
    return new Await(what, atMost, waits.pause(), log);
  }

  Waits waits() {
    return waits;
  }
}
