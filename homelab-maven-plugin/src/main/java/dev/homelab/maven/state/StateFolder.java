package dev.homelab.maven.state;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The homelab's folder {@code .homelab}: made by the first goal that acts, for its owner alone,
 * ignored by git whatever the homelab's own .gitignore says.
 */
public final class StateFolder {

  /** Its name. */
  public static final String NAME = ".homelab";

  private final Path folder;

  private StateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * That of the homelab in this folder, made if it is not there.
   *
   * @throws HomelabException when it cannot be made
   */
  public static StateFolder of(Path homelab) throws HomelabException {
    StateFolder state = new StateFolder(homelab.resolve(NAME));
    try {
      makePrivate(state.folder);
      Path ignore = state.folder.resolve(".gitignore");
      if (!Files.exists(ignore)) {
        AtomicFile.write(ignore, "*\n".getBytes(StandardCharsets.UTF_8));
      }
      return state;
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              state.folder
                  + ", which keeps what homelab knows between two runs, cannot be made: "
                  + e,
              "make the homelab's folder writable, and see that the disk is not full"));
    }
  }

  /** A file in it, whether or not it is there; parts are the names on the way to it. */
  public Path file(String first, String... more) {
    return folder.resolve(Path.of(first, more));
  }

  /**
   * A folder in it, made for its owner alone.
   *
   * @throws HomelabException when it cannot be made
   */
  public Path folder(String first, String... more) throws HomelabException {
    Path inside = file(first, more);
    try {
      makePrivate(inside);
      return inside;
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              inside + " cannot be made: " + e,
              "make " + folder + " writable, and see that the disk is not full"));
    }
  }

  private static void makePrivate(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    Path above = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(above)) {
      makePrivate(above);
    }
    try {
      if (hasPermissions(path)) {
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(path);
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path)) {
        throw e; // and not another run that was a moment faster
      }
    }
  }

  /** Whether the file system knows owner, group and others. */
  static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
