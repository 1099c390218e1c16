package dev.homelab.maven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of stand-in programs, each a shell script of its test. */
public final class Scripts {

  private final Path folder;

  /** In this folder, which is made. */
  public Scripts(Path folder) {
    this.folder = folder;
  }

  /** A program with that name that does this. */
  public Path write(String name, String body) {
    try {
      Files.createDirectories(folder);
      Path script = folder.resolve(name);
      Files.writeString(script, "#!/bin/sh\n" + body + "\n");
      if (!script.toFile().setExecutable(true)) {
        throw new IOException("no run bit for " + script);
      }
      return script;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }
}
