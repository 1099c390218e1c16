package dev.homelab.maven.check.tree;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Asks whether what is there can be read, and is of a kind and size that git is made for. */
final class Contents {

  static final Rule UNREADABLE =
      Rule.error("tree/unreadable", "No check and no tool can look at what cannot be read.");
  static final Rule LARGE =
      Rule.warning(
          "tree/large-file",
          "Every clone carries it for ever, and no check looks for secrets in it.");
  static final Rule LINK =
      Rule.warning(
          "tree/symbolic-link", "Archives and Windows lose it; what is behind it is not checked.");

  private Contents() {}

  static List<Finding> judge(Tree tree) {
    List<Finding> findings = new ArrayList<>();
    tree.unreadable().forEach((path, reason) -> findings.add(unreadable(path, reason)));
    for (SourceFile file : tree.files()) {
      file.unreadable().ifPresent(reason -> findings.add(unreadable(file.path(), reason)));
      if (file.tooLarge()) {
        findings.add(
            LARGE.at(
                file.location(),
                "is "
                    + (file.size() >> 20)
                    + " MiB large; files of a homelab have at most "
                    + (SourceFile.MAX_BYTES >> 20)
                    + " MiB",
                "keep it outside and name it in .gitignore; if git has it: git rm --cached"));
      }
    }
    tree.links().forEach(path -> findings.add(link(tree, path)));
    return findings;
  }

  private static Finding unreadable(String path, IOException reason) {
    return UNREADABLE.at(
        Location.of(path.isEmpty() ? "." : path),
        "cannot be read: " + inWords(reason),
        "give yourself the right to read it (chmod u+rX), or remove it");
  }

  private static String inWords(IOException reason) {
    if (reason instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (reason instanceof NoSuchFileException) {
      return "it vanished during the check";
    }
    return String.valueOf(reason.getMessage());
  }

  private static Finding link(Tree tree, String path) {
    String target;
    try {
      target = "to '" + Files.readSymbolicLink(tree.root().resolve(path)) + "'";
    } catch (IOException | UnsupportedOperationException e) {
      target = "that cannot be read";
    }
    return LINK.at(
        Location.of(path),
        "is a symbolic link " + target,
        "put a copy in its place, or let the Makefile make it and .gitignore name it");
  }
}
