package dev.homelab.maven.check.yaml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;

/** Patterns in the notation of .gitignore, which is also that of yamllint's {@code ignore}. */
final class IgnorePatterns {

  private final IgnoreNode node = new IgnoreNode();

  IgnorePatterns(List<String> patterns) {
    byte[] lines = String.join("\n", patterns).getBytes(StandardCharsets.UTF_8);
    try {
      node.parse(new ByteArrayInputStream(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is read from outside
    }
  }

  /** Whether the file, or a folder it lies in, is named by a pattern. */
  boolean match(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (Boolean.TRUE.equals(node.checkIgnored(path.substring(0, slash), true))) {
        return true;
      }
    }
    return Boolean.TRUE.equals(node.checkIgnored(path, false));
  }
}
