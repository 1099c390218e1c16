package dev.homelab.maven.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a result was made from, part by part, so that two of them tell not only that something has
 * changed but what.
 *
 * @param parts the name of each file and value, as people call it, with the SHA-256 of its content
 */
public record Fingerprint(SortedMap<String, String> parts) {

  /** Keeps a copy. */
  public Fingerprint {
    parts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** Collects the parts. */
  public static final class Builder {

    private final SortedMap<String, String> parts = new TreeMap<>();

    /** Adds a file by the name that people know it by. */
    public Builder file(String name, Path file) throws IOException {
      MessageDigest digest = sha256();
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      parts.put(name, HexFormat.of().formatHex(digest.digest()));
      return this;
    }

    /** Adds a value by the name that people know it by. */
    public Builder value(String name, String value) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      parts.put(name, HexFormat.of().formatHex(sha256().digest(bytes)));
      return this;
    }

    /** All of it. */
    public Fingerprint build() {
      return new Fingerprint(parts);
    }
  }

  /** All parts in one: equal if and only if every part is. */
  public String digest() {
    MessageDigest digest = sha256();
    for (Map.Entry<String, String> part : parts.entrySet()) {
      // No name and no digest holds a line break that could shift one part into another.
      digest.update(
          (part.getKey().replace("\n", "\\n") + "\n" + part.getValue() + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What has become different since an earlier one, in words: "packer/x.sh has changed". */
  public List<String> changesSince(Fingerprint earlier) {
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(earlier.parts.keySet());
    List<String> changes = new ArrayList<>();
    for (String name : names) {
      if (!earlier.parts.containsKey(name)) {
        changes.add(name + " is new");
      } else if (!parts.containsKey(name)) {
        changes.add(name + " is gone");
      } else if (!parts.get(name).equals(earlier.parts.get(name))) {
        changes.add(name + " has changed");
      }
    }
    return changes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
