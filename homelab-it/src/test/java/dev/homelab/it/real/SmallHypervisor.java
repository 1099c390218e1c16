package dev.homelab.it.real;

import dev.homelab.maven.flow.Guest;
import dev.homelab.maven.flow.Hypervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Stands in for Proxmox where the tools make no machine there: a list, and notes. */
final class SmallHypervisor implements Hypervisor {

  private final Supplier<List<Guest>> guests;
  private final Map<Integer, String> notes = new TreeMap<>();
  final List<String> removed = new ArrayList<>();

  /** Has what this says, each time it is asked. */
  SmallHypervisor(Supplier<List<Guest>> guests) {
    this.guests = guests;
  }

  @Override
  public List<Guest> guests() {
    return guests.get();
  }

  @Override
  public String description(Guest guest) {
    return notes.getOrDefault(guest.vmid(), "");
  }

  @Override
  public void describe(Guest guest, String description) {
    notes.put(guest.vmid(), description);
  }

  @Override
  public List<Guest> linkedClones(Guest template) {
    return List.of();
  }

  @Override
  public void remove(Guest guest, Consumer<String> tell) {
    removed.add(guest.toString());
  }

  @Override
  public List<String> looks(Guest guest) {
    return List.of();
  }

  @Override
  public Optional<String> notRunning(int vmid) {
    return Optional.empty();
  }

  @Override
  public Optional<String> agentSilent(int vmid) {
    return Optional.empty();
  }
}
