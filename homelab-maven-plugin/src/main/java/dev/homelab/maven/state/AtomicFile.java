package dev.homelab.maven.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Puts new content in a file's place in one step, so that whoever reads it, and whoever pulls the
 * plug, sees the old or the new, never a half.
 */
public final class AtomicFile {

  /** What goes into the file. */
  public interface Content {

    /** Writes all of it. */
    void to(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /** Writes it with the permissions of the file it replaces, or those that any new file gets. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, out -> out.write(content));
  }

  /** The same, for content that is made while it is written. */
  public static void write(Path file, Content content) throws IOException {
    replace(file, false, content);
  }

  /** Writes it for its owner alone, from its first byte on and whatever it was before. */
  public static void writePrivate(Path file, byte[] content) throws IOException {
    replace(file, true, out -> out.write(content));
  }

  private static void replace(Path file, boolean secret, Content content) throws IOException {
    // A link stays one: whoever keeps the file elsewhere wants the new content there.
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      fill(beside, secret, content);
      if (!secret) {
        keepPermissions(target, beside);
      }
      move(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void fill(Path beside, boolean secret, Content content) throws IOException {
    try (FileChannel channel = create(beside, secret)) {
      OutputStream out = new KeptOpen(Channels.newOutputStream(channel));
      content.to(out);
      out.flush();
      // Or the name may be on the disk before the bytes are, when the power goes.
      channel.force(true);
    }
  }

  /** Writers of JSON and the like close what they have written to. */
  private static final class KeptOpen extends BufferedOutputStream {

    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static FileChannel create(Path file, boolean secret) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        secret && StateFolder.hasPermissions(file)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0]);
  }

  private static void keepPermissions(Path file, Path beside) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (old != null && Files.exists(file)) {
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
