package dev.homelab.maven.tree;

import dev.homelab.maven.problem.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One file of the homelab. Its content is read at the first question and kept.
 *
 * <p>Content that is no text (too large, not UTF-8, unreadable) is told by the checks of the tree;
 * everybody else asks {@link #text()} and passes over what has none.
 */
public final class SourceFile {

  /** Larger files are not read: nothing that a homelab is made of comes near. */
  public static final long MAX_BYTES = 4L << 20;

  private final String path;
  private final Path file;
  private final long size;
  private byte[] bytes;
  private Optional<String> text;
  private List<String> lines;
  private IOException unreadable;
  private final Map<Class<?>, Object> models = new HashMap<>();

  SourceFile(String path, Path file, long size) {
    this.path = path;
    this.file = file;
    this.size = size;
  }

  /** One file of the homelab in a folder, without a look at the others; empty when it has none. */
  public static Optional<SourceFile> in(Path homelab, String path) {
    Path file = homelab.resolve(path);
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(new SourceFile(path, file, Files.size(file)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it was removed in this very moment
    }
  }

  /** Relative to the homelab's folder, with slashes. */
  public String path() {
    return path;
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder it lies in, "" for the homelab's own. */
  public String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Whether the name ends with one of these. */
  public boolean endsWith(String... endings) {
    for (String ending : endings) {
      if (path.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** Where it really is. */
  public Path file() {
    return file;
  }

  /** In bytes, when the tree was scanned. */
  public long size() {
    return size;
  }

  /** Whether it is larger than {@link #MAX_BYTES}, and therefore has neither bytes nor text. */
  public boolean tooLarge() {
    return size > MAX_BYTES;
  }

  /** Whether its owner may run it. Always true where the file system has no such bit. */
  public boolean executable() {
    return Files.isExecutable(file);
  }

  /** Its bytes; empty when it is too large or cannot be read. */
  public synchronized Optional<byte[]> bytes() {
    if (bytes == null && unreadable == null && !tooLarge()) {
      try (var in = Files.newInputStream(file)) {
        // The size was taken at the scan; a file that has grown since is cut, not swallowed.
        bytes = in.readNBytes((int) MAX_BYTES);
      } catch (IOException e) {
        unreadable = e;
      }
    }
    return Optional.ofNullable(bytes);
  }

  /** Why {@link #bytes()} could not be read, if so. */
  public synchronized Optional<IOException> unreadable() {
    bytes();
    return Optional.ofNullable(unreadable);
  }

  /**
   * Its text without a byte order mark; empty when it cannot be read, is not UTF-8 or holds a NUL,
   * as no text does.
   */
  public synchronized Optional<String> text() {
    if (text == null) {
      text = bytes().flatMap(SourceFile::decode);
    }
    return text;
  }

  /**
   * Its lines without their ends (LF or CRLF); none when it has no text. The first has number 1.
   */
  public synchronized List<String> lines() {
    if (lines == null) {
      lines = text().map(SourceFile::split).orElse(List.of());
    }
    return lines;
  }

  /** This file as a whole. */
  public Location location() {
    return Location.of(path);
  }

  /** A line of it, from 1. */
  public Location location(int line) {
    return Location.of(path, line);
  }

  /** A place in it; line and column from 1. */
  public Location location(int line, int column) {
    return new Location(path, line, column);
  }

  /** What it means to a reader of its kind of file: read at the first question, and kept. */
  public synchronized <T> T model(Class<T> type, Function<SourceFile, T> reader) {
    Object model = models.get(type);
    if (model == null) {
      model = reader.apply(this);
      models.put(type, model);
    }
    return type.cast(model);
  }

  private static Optional<String> decode(byte[] bytes) {
    int start = startsWithBom(bytes) ? 3 : 0;
    for (byte b : bytes) {
      if (b == 0) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether these bytes begin with the UTF-8 byte order mark. */
  public static boolean startsWithBom(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      int cut = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      lines.add(text.substring(start, cut));
      start = end + 1;
    }
    return List.copyOf(lines);
  }

  @Override
  public String toString() {
    return path;
  }
}
