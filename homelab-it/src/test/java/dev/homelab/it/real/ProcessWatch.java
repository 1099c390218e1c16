package dev.homelab.it.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at all processes of the machine again and again, at what ps shows of them: their arguments
 * and, of those that may be read, their environments.
 */
public final class ProcessWatch implements AutoCloseable {

  private static final Path PROC = Path.of("/proc");

  private final String secret;
  private final Map<String, Boolean> programs = new ConcurrentHashMap<>();
  private final Set<String> exposed = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /** Watches from now on for something that no argument may hold. */
  public ProcessWatch(String secret) {
    this.secret = secret;
    Thread thread = new Thread(this::look, "process watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** The names of the programs seen; for each, whether its environment held the secret. */
  public Map<String, Boolean> programs() {
    return Map.copyOf(programs);
  }

  /** The commands whose arguments held it. */
  public Set<String> exposed() {
    return Set.copyOf(exposed);
  }

  private void look() {
    try {
      while (!over) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
          processes.forEach(this::look);
        }
        Thread.sleep(5);
      }
    } catch (IOException e) {
      exposed.add("/proc cannot be read: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Path process) {
    String command = read(process.resolve("cmdline")).replace('\0', ' ');
    if (command.isBlank()) {
      return; // a thread of the kernel, or over by now
    }
    if (command.contains(secret)) {
      exposed.add(command);
    }
    String program = command.split(" ")[0].replaceFirst(".*/", "");
    programs.merge(program, read(process.resolve("environ")).contains(secret), Boolean::logicalOr);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    over = true; // it ends by itself, after a look at most
  }
}
