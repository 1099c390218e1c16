package dev.homelab.maven.testing;

import dev.homelab.maven.flow.Guest;
import dev.homelab.maven.flow.Hypervisor;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A hypervisor in memory that does at once what it is asked to, and remembers it. */
public final class FakeHypervisor implements Hypervisor {

  private final Map<Integer, Guest> guests = new TreeMap<>();
  private final Map<Integer, String> descriptions = new TreeMap<>();
  private final Map<Integer, List<Integer>> linked = new TreeMap<>();

  /** What was changed, in order. */
  public final List<String> changes = new ArrayList<>();

  /** What each question of a machine's state is answered with, the last one for ever. */
  public final List<String> notRunning = new ArrayList<>(List.of(""));

  /** The same for its agent. */
  public final List<String> agent = new ArrayList<>(List.of(""));

  /** Set, every question ends so. */
  public Optional<Problem> trouble = Optional.empty();

  private final Path orders;
  private int done;

  /** That does by itself what a stand-in tool writes to this file, a line for each deed. */
  public FakeHypervisor(Path orders) {
    this.orders = orders;
  }

  /** Has a template from now on. */
  public Guest template(int vmid, String name) {
    return add(new Guest(vmid, name, "pve", true, "stopped"));
  }

  /** Has a machine from now on. */
  public Guest machine(int vmid, String name, String status) {
    return add(new Guest(vmid, name, "pve", false, status));
  }

  /** Has a machine that builds on the disks of a template. */
  public void linkedClone(int vmid, String name, int template) {
    machine(vmid, name, "running");
    linked.computeIfAbsent(template, t -> new ArrayList<>()).add(vmid);
  }

  private Guest add(Guest guest) {
    guests.put(guest.vmid(), guest);
    descriptions.putIfAbsent(guest.vmid(), "Built by packer.\n");
    return guest;
  }

  /** The notes of a machine. */
  public String notes(int vmid) {
    return descriptions.get(vmid);
  }

  /** Gives it others. */
  public void notes(int vmid, String notes) {
    descriptions.put(vmid, notes);
  }

  /** It is gone. */
  public void drop(int vmid) {
    guests.remove(vmid);
  }

  private void ask() throws HomelabException {
    if (trouble.isPresent()) {
      throw new HomelabException(trouble.get());
    }
    try {
      List<String> lines = Files.exists(orders) ? Files.readAllLines(orders) : List.of();
      for (; done < lines.size(); done++) {
        obey(lines.get(done).split(" "));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void obey(String... words) {
    int vmid = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "template" -> template(vmid, words[2]);
      case "machine" -> machine(vmid, words[2], words[3]);
      case "drop" -> drop(vmid);
      default -> throw new IllegalArgumentException(String.join(" ", words));
    }
  }

  @Override
  public List<Guest> guests() throws HomelabException {
    ask();
    return List.copyOf(guests.values());
  }

  @Override
  public String description(Guest guest) throws HomelabException {
    ask();
    return descriptions.get(guest.vmid());
  }

  @Override
  public void describe(Guest guest, String description) throws HomelabException {
    ask();
    changes.add("describe " + guest.vmid());
    descriptions.put(guest.vmid(), description);
  }

  @Override
  public List<Guest> linkedClones(Guest template) {
    return linked.getOrDefault(template.vmid(), List.of()).stream().map(guests::get).toList();
  }

  @Override
  public void remove(Guest guest, Consumer<String> tell) throws HomelabException {
    ask();
    changes.add("remove " + guest.vmid());
    tell.accept("removed");
    guests.remove(guest.vmid());
  }

  @Override
  public List<String> looks(Guest guest) {
    return List.of();
  }

  @Override
  public Optional<String> notRunning(int vmid) throws HomelabException {
    ask();
    return next(notRunning);
  }

  @Override
  public Optional<String> agentSilent(int vmid) throws HomelabException {
    ask();
    return next(agent);
  }

  private static Optional<String> next(List<String> answers) {
    String answer = answers.size() > 1 ? answers.remove(0) : answers.get(0);
    return Optional.of(answer).filter(a -> !a.isEmpty());
  }
}
