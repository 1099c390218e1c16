package dev.homelab.maven.ssh;

import dev.homelab.maven.state.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The host keys this homelab has seen: {@code .homelab/known_hosts}, in the form that ssh and
 * ssh-keygen read too. A file of its own, because a homelab's machines are rebuilt again and again,
 * and each rebuilding would be a quarrel with the user's own file.
 */
final class KnownHosts {

  /** A homelab has a handful of machines: a larger file is not ours. */
  private static final long MOST_BYTES = 1 << 20;

  private final Path file;

  KnownHosts(Path file) {
    this.file = file;
  }

  /**
   * A line of the file.
   *
   * @param number from 1
   */
  record Entry(int number, HostKey key) {}

  Path file() {
    return file;
  }

  /** What is remembered of that machine. Lines that are none are passed over, as ssh does. */
  List<Entry> of(Endpoint endpoint) throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).strip().split("\\s+", 4);
      if (words.length >= 3 && List.of(words[0].split(",")).contains(endpoint.knownAs())) {
        entries.add(new Entry(i + 1, new HostKey(words[1], words[2])));
      }
    }
    return entries;
  }

  /** Remembers it from now on. */
  void add(Endpoint endpoint, HostKey key) throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.add(endpoint.knownAs() + " " + key.type() + " " + key.blob());
    AtomicFile.writePrivate(
        file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private List<String> lines() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is larger than a list of host keys");
    }
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
  }
}
