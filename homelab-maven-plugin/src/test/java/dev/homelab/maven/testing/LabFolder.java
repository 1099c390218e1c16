package dev.homelab.maven.testing;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A homelab in a test's temporary folder, file by file. */
public final class LabFolder {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq3Vd0mMDTv7zHzP3m3j6dGkq0bS6yq5x8l2o9r1wZK me";

  private final Path root;

  /** In this folder, which is empty. */
  public LabFolder(Path root) {
    this.root = root;
  }

  /** Writes a file and the folders it lies in. */
  public LabFolder write(String path, String content) {
    return write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The same, for what is no text. */
  public LabFolder write(String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the file of answers, each of them given. */
  public LabFolder writeAnswers() {
    Map<String, String> given =
        Map.of(
            "proxmox_url", "https://pve.lan:8006/api2/json",
            "proxmox_node", "pve",
            "ssh_public_key", KEY,
            "git_repo_url", "https://github.com/you/lab.git");
    return write(
        Answers.FILE,
        Question.ALL.stream()
            .map(q -> q.key() + " = " + q.standard().orElseGet(() -> given.get(q.key())) + "\n")
            .collect(Collectors.joining()));
  }

  /** Writes a file of that many zeros that take no room on the disk. */
  public LabFolder writeSparse(String path, long bytes) {
    write(path, "");
    try (RandomAccessFile file = new RandomAccessFile(root.resolve(path).toFile(), "rw")) {
      file.setLength(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a symbolic link. */
  public LabFolder link(String path, String target) {
    try {
      Files.createSymbolicLink(root.resolve(path), Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the check says. */
  public CheckResult ask(Check check) {
    Tree tree = Tree.scan(root);
    return check.run(new Lab(tree, Answers.of(tree), "k3s-single"));
  }

  /**
   * Everything it finds, sorted by place: a line with severity and rule, then the finding as people
   * read it.
   */
  public String findings(Check check) {
    return ask(check).findings().stream()
        .sorted()
        .map(f -> f.rule().severity().word() + " " + f.rule().id() + "\n" + f + "\n")
        .collect(Collectors.joining());
  }

  /** Everything it finds as the console prints it, sorted by place. */
  public String printed(Check check) {
    return ask(check).findings().stream()
        .sorted()
        .map(Finding::toString)
        .collect(Collectors.joining("\n"));
  }
}
