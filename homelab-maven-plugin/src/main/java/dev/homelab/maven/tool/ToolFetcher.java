package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Progress;
import dev.homelab.maven.state.FolderRemoval;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Brings a tool from outside into the cache: fetched beside its place, verified, unpacked, and only
 * then moved there. What goes wrong leaves nothing behind.
 */
public final class ToolFetcher {

  private final Platform platform;
  private final ArtifactSource artifacts;
  private final HttpDownload http;
  private final Unpacker unpacker;
  private final Progress progress;

  /**
   * A fetcher.
   *
   * @param artifacts fetches what Maven repositories have
   * @param route leads to official releases
   * @param progress is told what is being fetched, and how far it is
   */
  public ToolFetcher(ArtifactSource artifacts, Route route, Progress progress) {
    this(
        Platform.here(),
        artifacts,
        new HttpDownload(route, HttpDownload.Patience.STANDARD, progress),
        new Unpacker(Unpacker.MOST_BYTES),
        progress);
  }

  ToolFetcher(
      Platform platform,
      ArtifactSource artifacts,
      HttpDownload http,
      Unpacker unpacker,
      Progress progress) {
    this.platform = platform;
    this.artifacts = artifacts;
    this.http = http;
    this.unpacker = unpacker;
    this.progress = progress;
  }

  /**
   * Brings the first that can be had.
   *
   * @throws HomelabException when none can
   */
  Found.Program fetch(Tool tool, ToolCache cache) throws HomelabException {
    Path folder = cache.folderOf(tool);
    try {
      Files.createDirectories(folder);
      // Two builds at once share one download: the second finds what the first has brought.
      CacheLock lock = CacheLock.of(folder.resolve(".lock"), () -> waiting(tool));
      try {
        Optional<Found.Program> there = cache.find(tool);
        return there.isPresent() ? there.get() : fetchLocked(tool, cache);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new HomelabException(notWritten(folder, e));
    }
  }

  private void waiting(Tool tool) {
    progress.line("waiting for another build that is fetching " + tool.name());
  }

  private static Problem notWritten(Path folder, IOException e) {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    return new Problem(
        folder + " cannot be written: " + why,
        "make room there, or set -Dhomelab.tools.dir to another folder");
  }

  private Found.Program fetchLocked(Tool tool, ToolCache cache)
      throws HomelabException, IOException {
    List<String> reasons = new ArrayList<>();
    for (Download download : tool.downloads(platform)) {
      Path scratch = Files.createTempDirectory(cache.folderOf(tool), ".new");
      try {
        Path program = scratch.resolve("unpacked").resolve(platform.file(tool.name()));
        Files.createDirectories(program.getParent());
        bring(tool, download, scratch, program);
        place(program.getParent(), cache.place(tool, download.version()).getParent());
        return cache.find(tool).orElseThrow();
      } catch (HomelabException e) {
        reasons.add(e.getMessage().lines().findFirst().orElse(""));
      } finally {
        FolderRemoval.of(scratch);
      }
    }
    throw new HomelabException(
        new Problem(String.join("; ", reasons), "install " + tool.name() + " by hand"));
  }

  private void bring(Tool tool, Download download, Path scratch, Path program)
      throws HomelabException, IOException {
    String what = tool.name() + " " + download.version();
    Path file;
    if (download.artifact().isPresent()) {
      progress.line("fetching " + what + " in " + download.artifact().get());
      file = artifacts.resolve(download.artifact().get());
    } else {
      file = scratch.resolve(download.fileName());
      http.fetch(what, download.url().orElseThrow(), file);
    }
    verify(what, file, download);
    try {
      unpacker.unpack(file, download.entries(), program);
    } catch (Unpacker.Refused e) {
      throw new HomelabException(
          new Problem(
              what + " is not unpacked from " + download.fileName() + ": " + e.getMessage(),
              "install " + tool.name() + " by hand"));
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("no run bit for " + program);
    }
  }

  private static void verify(String what, Path file, Download download)
      throws HomelabException, IOException {
    String found = sha256(file);
    if (!found.equals(download.sha256())) {
      throw new HomelabException(
          new Problem(
              what
                  + " is not what was expected: "
                  + download.fileName()
                  + " has the SHA-256 "
                  + found
                  + ", not "
                  + download.sha256(),
              "do not use it; find out who changed it on the way here"));
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static void place(Path unpacked, Path target) throws IOException {
    FolderRemoval.of(target); // what an older, interrupted hand has left there
    try {
      Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unpacked, target);
    }
  }
}
