package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environments of a homelab: the folders in terraform/envs. */
final class Environments {

  private static final String FOLDER = "terraform/envs";

  private Environments() {}

  /** The one that was asked for, or the answers' one; it is there. */
  static String of(Path root, Answers answers, Optional<String> asked) throws HomelabException {
    String name = asked.orElseGet(answers::environment);
    // A label, so that it leads nowhere else.
    if (name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
        && Files.isDirectory(root.resolve(FOLDER).resolve(name))) {
      return name;
    }
    throw new HomelabException(
        new Problem(
            "there is no environment '" + name + "' in " + FOLDER,
            "set environment in homelab.properties, or -Dhomelab.env, to one of: " + names(root)));
  }

  private static String names(Path root) {
    try (Stream<Path> folders = Files.list(root.resolve(FOLDER))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "none, for there is no such folder";
    }
  }
}
