package dev.homelab.maven.check.kubernetes;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths of the tree: relative to its root, with slashes, "" for the root itself. */
final class Paths {

  private Paths() {}

  /** Where a path leads that is written in a folder; empty when it leaves the tree. */
  static Optional<String> resolve(String folder, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).split("/")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** The folder of a file or folder; "" of what lies in the root. */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Whether a path is the folder or lies below it. */
  static boolean within(String folder, String path) {
    return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
  }
}
