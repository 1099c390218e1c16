package dev.homelab.maven.tool;

import dev.homelab.maven.state.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Which version the programs on PATH have said they are, so that packer need not be started only to
 * be asked again.
 *
 * <p>Only for what is surely the program itself: a small file is a script that may start another
 * version tomorrow, unless it is Python's, which is written anew with each version; and a link to a
 * file of another name belongs to a version manager. Whatever cannot be read or written is asked
 * again.
 */
final class KnownVersions {

  private static final long SMALLEST_PROGRAM = 1 << 20;

  private final Path file;
  private final Properties versions = new Properties();

  KnownVersions(Path file) {
    this.file = file;
    try (InputStream in = Files.newInputStream(file)) {
      versions.load(in);
    } catch (IOException | IllegalArgumentException e) {
      versions.clear(); // there is none yet, or it is broken
    }
  }

  synchronized Optional<Version> of(Path program) {
    return key(program).map(versions::getProperty).map(Version::new);
  }

  synchronized void remember(Path program, Version version) {
    Optional<String> key = key(program);
    if (key.isEmpty() || version.text().equals(versions.getProperty(key.get()))) {
      return;
    }
    versions.setProperty(key.get(), version.text());
    try {
      AtomicFile.write(file, out -> versions.store(out, null));
    } catch (IOException e) {
      // It is asked again the next time.
    }
  }

  /** The file as it is now; a new one has another time or size. */
  private static Optional<String> key(Path program) {
    try {
      Path real = program.toRealPath();
      long size = Files.size(real);
      boolean itself = size >= SMALLEST_PROGRAM || isPython(real);
      return !itself || !real.getFileName().equals(program.getFileName())
          ? Optional.empty()
          : Optional.of(real + " " + size + " " + Files.getLastModifiedTime(real).toMillis());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isPython(Path script) throws IOException {
    try (InputStream in = Files.newInputStream(script)) {
      String beginning = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
      return beginning.lines().findFirst().orElse("").matches("#!.*/python[\\d.]*");
    }
  }
}
