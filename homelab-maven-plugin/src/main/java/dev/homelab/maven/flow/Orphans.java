package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.tool.TofuPlan;
import dev.homelab.maven.tool.TofuPlan.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Machines that bear the name of one of the environment's and are in no state: a clone whose answer
 * was lost on the way is made, and tofu does not know.
 */
final class Orphans {

  private final Hypervisor hypervisor;
  private final List<Machine> machines;

  Orphans(Hypervisor hypervisor, TofuPlan plan) {
    this.hypervisor = hypervisor;
    this.machines = plan.machines();
  }

  /** All of them. */
  List<Guest> find(Set<Integer> known) throws HomelabException {
    if (machines.isEmpty()) {
      return List.of();
    }
    Set<String> names = machines.stream().map(Machine::name).collect(Collectors.toSet());
    return hypervisor.guests().stream()
        .filter(guest -> !guest.template() && names.contains(guest.name()))
        .filter(guest -> !known.contains(guest.vmid()))
        .toList();
  }

  /** The numbers that the state has. */
  Set<Integer> known() {
    return machines.stream().flatMap(m -> m.vmid().stream()).collect(Collectors.toSet());
  }

  /** Where a machine would belong that is taken for one of the configuration's. */
  Machine placeFor(Guest guest) throws HomelabException {
    return machines.stream()
        .filter(machine -> machine.name().equals(guest.name()) && machine.vmid().isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                new HomelabException(
                    new Problem(
                        guest.name()
                            + " is in the state already, and "
                            + guest
                            + " cannot be a second one",
                        "let it be removed: -Dhomelab.cleanup=" + guest.vmid())));
  }

  /** How to go on with each. */
  List<Problem> offers(List<Guest> orphans) {
    List<Problem> offers = new ArrayList<>();
    for (Guest guest : orphans) {
      boolean place =
          machines.stream().anyMatch(m -> m.name().equals(guest.name()) && m.vmid().isEmpty());
      offers.add(
          new Problem(
              guest + " is named " + guest.name() + " too, and tofu does not know it",
              (place
                      ? "if it is this environment's, let tofu take it: -Dhomelab.adopt="
                          + guest.vmid()
                          + "; if nobody needs it"
                      : "look at it; if nobody needs it")
                  + ", let it be removed: -Dhomelab.cleanup="
                  + guest.vmid()
                  + "; if it is something else, rename it"));
    }
    return offers;
  }
}
