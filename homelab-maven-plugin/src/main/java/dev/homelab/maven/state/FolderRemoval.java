package dev.homelab.maven.state;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Removes a folder that we have made, with all that is in it; of a link only the link. */
public final class FolderRemoval extends SimpleFileVisitor<Path> {

  private FolderRemoval() {}

  /** Removes it, if it is there. */
  public static void of(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, new FolderRemoval());
    }
  }

  /**
   * Removes one of the system's temporary folders as far as it can be: what is left there, somebody
   * else clears away.
   *
   * @param folder may be null: it was not made
   */
  public static void ofTemporary(Path folder) {
    if (folder == null) {
      return;
    }
    try {
      of(folder);
    } catch (IOException e) {
      // As said.
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Files.delete(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException reason) throws IOException {
    Files.delete(folder);
    return FileVisitResult.CONTINUE;
  }
}
