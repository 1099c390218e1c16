package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.credentials.CredentialException;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.NodeSummary;
import dev.homelab.maven.proxmox.ProxmoxException;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question that Proxmox answers. When it cannot be asked at all, that is told by one line, and
 * this one only says that it was not asked.
 */
abstract class ProxmoxQuestion implements Check {

  static final Rule NO_ANSWER =
      Rule.error("doctor/no-answer", "What cannot be asked now will fail a goal later.");

  private final String name;
  private final World world;

  ProxmoxQuestion(String name, World world) {
    this.name = name;
    this.world = world;
  }

  @Override
  public final String name() {
    return name;
  }

  /** The rules of the question itself. */
  abstract List<Rule> ownRules();

  @Override
  public final List<Rule> rules() {
    return Stream.concat(ownRules().stream(), Stream.of(NO_ANSWER)).toList();
  }

  /** The answers without a default that it needs. */
  List<String> needs() {
    return List.of("proxmox_url", "proxmox_node");
  }

  @Override
  public final CheckResult run(Lab lab) {
    Given given = world.given(lab);
    Optional<String> unanswered =
        needs().stream().filter(key -> given.value(key).isEmpty()).findFirst();
    if (unanswered.isPresent()) {
      return notAsked(unanswered.get() + " is not answered");
    }
    try {
      world.hypervisor().version();
    } catch (HomelabException e) {
      return unreachable(given, e);
    }
    try {
      Optional<String> nodeAway =
          needs().contains("proxmox_node") ? nodeAway(given) : Optional.empty();
      Optional<String> blind = nodeAway.isPresent() ? nodeAway : blind();
      return blind.isPresent() ? notAsked(blind.get()) : ask(lab, given);
    } catch (ProxmoxException e) {
      return failed(given, e);
    } catch (HomelabException e) {
      return notAsked(firstLine(e));
    }
  }

  /**
   * Why the token would not see what is asked for. Proxmox leaves out of its lists what a token may
   * not see, and nothing must not be taken for none.
   */
  Optional<String> blind() throws HomelabException {
    return Optional.empty();
  }

  /** The reason where machines are asked for. */
  final Optional<String> blindToMachines() throws HomelabException {
    return hypervisor().permissions().allows("/vms", "VM.Audit")
        ? Optional.empty()
        : Optional.of("the token may not see machines (VM.Audit on /vms)");
  }

  /** Asks. */
  abstract CheckResult ask(Lab lab, Given given) throws HomelabException;

  /** What is said when Proxmox answers nothing. */
  CheckResult unreachable(Given given, HomelabException e) {
    if (e instanceof CredentialException) {
      return notAsked("there is no token");
    }
    if (e instanceof ProxmoxException known && known.kind() == Kind.UNAUTHORIZED) {
      return notAsked("the token is not accepted");
    }
    return notAsked("the API is not reachable");
  }

  private CheckResult failed(Given given, ProxmoxException e) {
    if (e.kind() == Kind.FORBIDDEN) {
      return notAsked("the token may not: " + (e.words().isEmpty() ? firstLine(e) : e.words()));
    }
    return CheckResult.of(
        "",
        List.of(
            NO_ANSWER.at(given.where("proxmox_url"), e.problem().message(), e.problem().fix())));
  }

  /** Why the node cannot be asked; the question about the node tells it as a finding. */
  private Optional<String> nodeAway(Given given) throws HomelabException {
    String node = given.get("proxmox_node");
    Optional<NodeSummary> found =
        world.hypervisor().nodes().stream().filter(n -> n.name().equals(node)).findFirst();
    if (found.isEmpty()) {
      return Optional.of("there is no node " + node);
    }
    return found.get().online() ? Optional.empty() : Optional.of("node " + node + " is not online");
  }

  final World world() {
    return world;
  }

  final Hypervisor hypervisor() {
    return world.hypervisor();
  }

  static CheckResult notAsked(String why) {
    return CheckResult.skipped("", "not asked: " + Printable.of(why));
  }

  private static String firstLine(HomelabException e) {
    return e.getMessage().lines().findFirst().orElse("");
  }
}
