package dev.homelab.maven.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder with a file for each command: {@code 3-tofu.log}. The newest are kept, so that a
 * folder nobody cleans does not grow for ever.
 */
public final class Logs {

  static final int KEPT = 200;

  private static final Pattern NAME = Pattern.compile("(\\d{1,9})-.*\\.log");

  private final Path folder;

  /** In this folder, which is made with the first log. */
  public Logs(Path folder) {
    this.folder = folder;
  }

  /** A new file, with the next number. */
  synchronized Log open(String tool) throws IOException {
    Files.createDirectories(folder);
    List<Path> there = there();
    for (int i = 0; i <= there.size() - KEPT; i++) {
      Files.deleteIfExists(there.get(i));
    }
    int number = there.isEmpty() ? 1 : number(there.get(there.size() - 1)) + 1;
    while (true) {
      Path file = folder.resolve(number + "-" + tool.replaceAll("[^\\w.-]", "_") + ".log");
      try {
        Files.createFile(file);
        return new Log(file, Files.newBufferedWriter(file));
      } catch (FileAlreadyExistsException e) {
        number++; // another module of the same build was faster
      }
    }
  }

  private List<Path> there() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> number(file) > 0)
          .sorted(Comparator.comparingInt(Logs::number))
          .toList();
    }
  }

  private static int number(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** One of them. Once it cannot be written any more, because the disk is full, it stays short. */
  static final class Log implements AutoCloseable {

    private final Path file;
    private final BufferedWriter writer;
    private boolean broken;

    private Log(Path file, BufferedWriter writer) {
      this.file = file;
      this.writer = writer;
    }

    Path file() {
      return file;
    }

    synchronized void write(String text, boolean endsLine) {
      if (broken) {
        return;
      }
      try {
        writer.write(text);
        if (endsLine) {
          writer.write('\n');
        }
      } catch (IOException e) {
        broken = true;
      }
    }

    /** Whoever looks at it while an image is being built wants to see the last line. */
    synchronized void flush() {
      try {
        writer.flush();
      } catch (IOException e) {
        broken = true;
      }
    }

    @Override
    public synchronized void close() {
      try {
        writer.close();
      } catch (IOException e) {
        broken = true;
      }
    }
  }
}
