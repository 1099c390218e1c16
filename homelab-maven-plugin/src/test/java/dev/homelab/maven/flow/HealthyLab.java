package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Question;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A homelab that is answered, committed and pushed, and a folder of tools that are in order. */
final class HealthyLab {

  static final String REPOSITORY = "https://git.example.org/me/lab.git";

  /** The answers that have no default. The key is no one's: its bytes count from 0 to 31. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "proxmox_url", "https://pve.lan:8006/api2/json",
          "proxmox_node", "pve1",
          "ssh_public_key",
              "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f me",
          "git_repo_url", REPOSITORY);

  private final Path base;

  private HealthyLab(Path base) {
    this.base = base;
  }

  /** Made once for many tests, each of which takes a copy. */
  static HealthyLab make(Path base, Map<String, String> answers) {
    HealthyLab lab = new HealthyLab(base);
    lab.write(answers);
    Scripts tools = new Scripts(lab.tools());
    tools.write("packer", "echo 'Packer v1.16.0'");
    tools.write("tofu", "echo 'OpenTofu v1.12.6'");
    tools.write("kubectl", "echo 'Client Version: v1.36.3'");
    lab.run(
        "ln -s \"$(command -v git)\" ../tools/git && ln -s \"$(command -v sh)\" ../tools/sh"
            + " && git init -q --bare ../remote"
            + " && git init -q -b main && git config url."
            + base.resolve("remote")
            + ".insteadOf "
            + REPOSITORY
            + " && git config user.name me && git config user.email me@example.org"
            + " && git add -A && git commit -qm 'A homelab'"
            + " && git push -q "
            + REPOSITORY
            + " main");
    return lab;
  }

  void write(Map<String, String> answers) {
    String text =
        Question.ALL.stream()
            .map(
                q ->
                    q.key()
                        + " = "
                        + answers.getOrDefault(
                            q.key(), q.standard().orElseGet(() -> REQUIRED.get(q.key())))
                        + "\n")
            .collect(Collectors.joining());
    new LabFolder(folder())
        .write("homelab.properties", text)
        .write(".gitignore", "target/\n.kube/\n*.tfstate\n*.tfvars\n");
  }

  /** The answers that a simulated lab has to fit, when these are given. */
  static Map<String, String> simulated(Map<String, String> given) {
    return Question.ALL.stream()
        .collect(
            Collectors.toMap(
                Question::key,
                q ->
                    given.getOrDefault(
                        q.key(), q.standard().orElseGet(() -> REQUIRED.get(q.key())))));
  }

  Path folder() {
    return base.resolve("lab");
  }

  Path tools() {
    return base.resolve("tools");
  }

  /** Another one like it. */
  HealthyLab copyTo(Path target) {
    try {
      Files.walkFileTree(
          base,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
                throws IOException {
              Files.createDirectories(target.resolve(base.relativize(dir).toString()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(
                  file,
                  target.resolve(base.relativize(file).toString()),
                  java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                  java.nio.file.LinkOption.NOFOLLOW_LINKS);
              return FileVisitResult.CONTINUE;
            }
          });
      Path config = target.resolve("lab/.git/config");
      Files.writeString(
          config, Files.readString(config).replace(base.toString(), target.toString()));
      return new HealthyLab(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs shell lines in it. */
  void run(String script) {
    try {
      Path output = Files.createTempFile("lab", ".out");
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-ec", script)
              .directory(folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      Process process = builder.start();
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(script + "\n" + Files.readString(output, StandardCharsets.UTF_8));
      }
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
