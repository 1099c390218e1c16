package dev.homelab.maven.check;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A folder that a test fills and lets a check look at. */
public final class LabFolder {

  private final Path root;

  public LabFolder(Path root) {
    this.root = root;
  }

  public LabFolder with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public LabFolder with(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zeros that take no room on the disk. */
  public LabFolder withSparse(String path, long bytes) {
    with(path, "");
    try (RandomAccessFile file = new RandomAccessFile(root.resolve(path).toFile(), "rw")) {
      file.setLength(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LabFolder withLink(String path, String target) {
    try {
      Files.createSymbolicLink(root.resolve(path), Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public CheckResult ask(Check check) {
    Tree tree = Tree.scan(root);
    return check.run(new Lab(tree, Answers.of(tree), "k3s-single"));
  }

  /** The findings as the console prints them, sorted by place. */
  public String findings(Check check) {
    return ask(check).findings().stream()
        .sorted()
        .map(Finding::toString)
        .collect(Collectors.joining("\n"));
  }
}
