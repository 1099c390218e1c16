package dev.homelab.maven.check.tree;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Asks whether the names of files and folders survive other systems and other eyes. */
final class Names {

  static final Rule CONTROL_CHARACTER =
      Rule.error(
          "tree/control-character",
          "Scripts split such a name, terminals obey it, and Windows cannot store it.");
  static final Rule CASE =
      Rule.error("tree/case-only", "On macOS and Windows one of the two replaces the other.");

  private Names() {}

  static List<Finding> judge(Tree tree) {
    TreeSet<String> paths = new TreeSet<>();
    for (SourceFile file : tree.files()) {
      addWithFolders(paths, file.path());
    }
    tree.links().forEach(link -> addWithFolders(paths, link));

    List<Finding> findings = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    for (String path : paths) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      // Printable changes exactly the names that hold a character nobody can see.
      if (!Printable.of(name).equals(name)) {
        findings.add(
            CONTROL_CHARACTER.at(
                Location.of(path),
                "the name '" + name + "' holds a control character",
                "rename it to printable characters"));
      }
      String other = seen.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
      if (other != null && sameFolder(path, other)) {
        findings.add(
            CASE.at(
                Location.of(path),
                "its name differs from '" + other + "' in upper and lower case only",
                "rename or merge one of the two"));
      }
    }
    return findings;
  }

  private static void addWithFolders(TreeSet<String> paths, String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      paths.add(path.substring(0, end));
    }
  }

  /** Otherwise two folders are told, and everything in them need not be. */
  private static boolean sameFolder(String a, String b) {
    return a.substring(0, a.lastIndexOf('/') + 1).equals(b.substring(0, b.lastIndexOf('/') + 1));
  }
}
