package dev.homelab.maven.flow;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Puts new content in a file's place in one step, so that whoever reads it, and whoever pulls the
 * plug, sees the old or the new, never a half.
 */
final class Replacement {

  private Replacement() {}

  static void write(Path file, byte[] content) throws IOException {
    Path beside = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new");
    try {
      Files.write(beside, content);
      keepPermissions(file, beside);
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** A temporary file is its owner's alone; the file it replaces may be readable and run by all. */
  private static void keepPermissions(Path file, Path beside) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (old != null) {
      Files.setPosixFilePermissions(beside, old.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
