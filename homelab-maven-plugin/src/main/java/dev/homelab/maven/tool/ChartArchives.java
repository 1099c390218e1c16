package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of chart archives as {@code helm package} names them: {@code app-template-4.1.1.tgz}.
 */
public final class ChartArchives {

  /** A chart is text: the largest known ones stay below 10 MiB. */
  private static final long MOST_BYTES = 64L << 20;

  private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9._+-]*";

  private final Path folder;

  /** Those in this folder. */
  public ChartArchives(Path folder) {
    this.folder = folder;
  }

  /** The archive of a chart; empty when it is not here. */
  public Optional<Path> find(String name, String version) {
    // Both come from a file of the homelab, and become a part of a path.
    if (!name.matches(NAME) || !version.matches(NAME)) {
      return Optional.empty();
    }
    return Optional.of(folder.resolve(name + "-" + version + ".tgz")).filter(Files::isRegularFile);
  }

  /** Unpacks an archive: into the folder comes one that has the chart's name. */
  public static void unpack(Path archive, Path into) throws HomelabException {
    try {
      Files.createDirectories(into);
      new Unpacker(MOST_BYTES).unpackAll(archive, into);
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "the chart " + archive + " cannot be unpacked: " + e.getMessage(),
              "fetch it once more: helm pull"));
    }
  }
}
