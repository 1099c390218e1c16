package dev.homelab.maven.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What something was made from, remembered in a file: its fingerprint, and a few words about the
 * result.
 *
 * <p>A file that is missing, empty, of another version or damaged remembers nothing: whoever asks
 * does the work again, and can say why.
 */
public final class Memory {

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 4L << 20;

  private final Path file;
  private final Optional<Fingerprint> fingerprint;
  private final Map<String, String> notes;
  private final String doubt;

  private Memory(
      Path file, Optional<Fingerprint> fingerprint, Map<String, String> notes, String doubt) {
    this.file = file;
    this.fingerprint = fingerprint;
    this.notes = Map.copyOf(notes);
    this.doubt = doubt;
  }

  /** Reads it, however it is. */
  public static Memory read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return doubtful(file, file + " is no file of homelab's");
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root.path("version").asInt() != VERSION) {
        return doubtful(file, file + " is not of this version of homelab");
      }
      SortedMap<String, String> parts = new TreeMap<>(texts(root.path("parts")));
      Fingerprint fingerprint = new Fingerprint(parts);
      if (!fingerprint.digest().equals(root.path("digest").asText())) {
        return doubtful(file, file + " is damaged");
      }
      return new Memory(file, Optional.of(fingerprint), texts(root.path("notes")), "");
    } catch (NoSuchFileException e) {
      return doubtful(file, "there is no " + file.getFileName());
    } catch (IOException e) {
      return doubtful(file, file + " cannot be read: " + words(e));
    }
  }

  private static String words(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Memory doubtful(Path file, String doubt) {
    return new Memory(file, Optional.empty(), Map.of(), doubt);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  /** What it was made from; empty when nothing trustworthy says so. */
  public Optional<Fingerprint> fingerprint() {
    return fingerprint;
  }

  /** Why there is no fingerprint; empty when there is one. */
  public String doubt() {
    return doubt;
  }

  /** What was noted about the result. */
  public Optional<String> note(String name) {
    return Optional.ofNullable(notes.get(name));
  }

  /**
   * Remembers this from now on.
   *
   * @throws HomelabException when it cannot be written
   */
  public static Memory write(Path file, Fingerprint fingerprint, Map<String, String> notes)
      throws HomelabException {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("digest", fingerprint.digest());
    ObjectNode parts = root.putObject("parts");
    fingerprint.parts().forEach(parts::put);
    ObjectNode written = root.putObject("notes");
    new TreeMap<>(notes).forEach(written::put);
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              file + " cannot be written: " + e,
              "make its folder writable, and see that the disk is not full"));
    }
    return new Memory(file, Optional.of(fingerprint), notes, "");
  }

  /** Forgets it. */
  public void forget() throws HomelabException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(file + " cannot be removed: " + e, "remove it, then run again"));
    }
  }
}
