package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.state.AtomicFile;
import dev.homelab.maven.state.StateFolder;
import dev.homelab.maven.tool.TofuState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file of tofu's state, the only record of what was built: for its owner alone, and copied
 * before each change. State that a backend keeps elsewhere is the backend's to guard.
 */
final class LocalState {

  private static final int KEPT = 20;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  private final Path folder;
  private final Path file;
  private final String environment;

  LocalState(Path root, String environment) {
    this.folder = root.resolve("terraform/envs").resolve(environment);
    this.file = folder.resolve("terraform.tfstate");
    this.environment = environment;
  }

  /** Whether a backend keeps it: tofu init has then noted which. */
  boolean elsewhere() {
    return Files.exists(folder.resolve(".terraform/terraform.tfstate"));
  }

  /**
   * Copies what there is, and sees that tofu writes for its owner alone.
   *
   * @return the copy; empty when there is nothing to copy
   */
  Optional<Path> prepare(StateFolder state) throws HomelabException {
    if (elsewhere()) {
      return Optional.empty();
    }
    try {
      if (!Files.exists(file)) {
        // tofu writes into a file that is there, and leaves its permissions as they are.
        AtomicFile.writePrivate(file, new byte[0]);
        return Optional.empty();
      }
      close(file);
      byte[] content = Files.readAllBytes(file);
      return content.length == 0 ? Optional.empty() : Optional.of(copy(state, content));
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "the state " + file + " cannot be kept safe before it is changed: " + e,
              "make its folder and .homelab writable, and see that the disk is not full"));
    }
  }

  private Path copy(StateFolder state, byte[] content) throws IOException, HomelabException {
    Path copies = state.folder("states", environment);
    List<Path> there = list(copies);
    if (!there.isEmpty()
        && Arrays.equals(Files.readAllBytes(there.get(there.size() - 1)), content)) {
      return there.get(there.size() - 1);
    }
    for (int i = 0; i <= there.size() - KEPT; i++) {
      Files.deleteIfExists(there.get(i));
    }
    Path copy = copies.resolve(TIME.format(LocalDateTime.now()) + ".tfstate");
    AtomicFile.writePrivate(copy, content);
    return copy;
  }

  private static List<Path> list(Path copies) throws IOException {
    try (Stream<Path> files = Files.list(copies)) {
      return files
          .filter(f -> f.toString().endsWith(".tfstate"))
          .sorted(Comparator.comparing(Path::getFileName))
          .toList();
    }
  }

  /** The numbers of the machines it knows; empty when only tofu can tell. */
  Optional<Set<Integer>> machines() {
    TofuState read = TofuState.in(folder);
    return elsewhere() || !read.readable()
        ? Optional.empty()
        : Optional.of(
            read.machines().stream().map(TofuState.Machine::vmid).collect(Collectors.toSet()));
  }

  /** What tofu has written is for its owner alone; an empty file it did not need is gone. */
  void finish() throws HomelabException {
    if (elsewhere()) {
      return;
    }
    try {
      for (Path one : List.of(file, folder.resolve("terraform.tfstate.backup"))) {
        close(one);
      }
      if (Files.exists(file) && Files.size(file) == 0) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "the state in " + folder + " cannot be closed to others: " + e, "chmod 600 " + file));
    }
  }

  private static void close(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null && Files.exists(path)) {
      view.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }
}
