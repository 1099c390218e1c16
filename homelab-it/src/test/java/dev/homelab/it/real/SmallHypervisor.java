package dev.homelab.it.real;

import dev.homelab.maven.flow.Guest;
import dev.homelab.maven.flow.Hypervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Stands in for Proxmox where the tools make no machine there: a list, and notes. */
final class SmallHypervisor implements Hypervisor {

  private final Supplier<List<Guest>> guests;
  private final Path notes;

  /**
   * Has what this says, each time it is asked.
   *
   * @param notes the file of the only notes there are, which outlive this process
   */
  SmallHypervisor(Path notes, Supplier<List<Guest>> guests) {
    this.notes = notes;
    this.guests = guests;
  }

  @Override
  public List<Guest> guests() {
    return guests.get();
  }

  @Override
  public String description(Guest guest) {
    try {
      return Files.exists(notes) ? Files.readString(notes) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void describe(Guest guest, String description) {
    try {
      Files.writeString(notes, description);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Guest> linkedClones(Guest template) {
    return List.of();
  }

  @Override
  public void remove(Guest guest, Consumer<String> tell) {
    try {
      Files.deleteIfExists(notes.resolveSibling("made"));
      Files.deleteIfExists(notes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
