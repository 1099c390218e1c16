package dev.homelab.maven.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The .gitignore files of the folders entered so far, asked as git asks them: the nearest first.
 */
final class GitIgnore {

  private final Map<String, IgnoreNode> nodes = new HashMap<>();
  private final Path root;

  GitIgnore(Path root) {
    this.root = root;
  }

  /** Reads the folder's .gitignore, if it has one. */
  void enter(String path, Path folder) {
    Path file = folder.resolve(".gitignore");
    if (!Files.isRegularFile(file)) {
      return;
    }
    IgnoreNode node = new IgnoreNode();
    try (InputStream in = Files.newInputStream(file)) {
      node.parse(root.relativize(file).toString(), in);
      nodes.put(path, node);
    } catch (IOException e) {
      // An unreadable .gitignore ignores nothing; that it cannot be read is a finding of the tree.
    }
  }

  boolean ignores(String path, boolean folder) {
    String parent = path;
    while (true) {
      int slash = parent.lastIndexOf('/');
      parent = slash < 0 ? "" : parent.substring(0, slash);
      IgnoreNode node = nodes.get(parent);
      if (node != null) {
        String below = parent.isEmpty() ? path : path.substring(parent.length() + 1);
        Boolean verdict = node.checkIgnored(below, folder);
        if (verdict != null) {
          return verdict;
        }
      }
      if (parent.isEmpty()) {
        return false;
      }
    }
  }
}
