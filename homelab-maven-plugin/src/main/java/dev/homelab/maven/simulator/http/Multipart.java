package dev.homelab.maven.simulator.http;

import dev.homelab.maven.simulator.http.Request.Upload;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an uploaded file as a stream: an ISO of gigabytes needs no memory. */
final class Multipart {

  private static final int LONGEST_FIELD = 64 << 10;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("(?i)filename=\"([^\"]*)\"");

  private final InputStream in;
  private final byte[] delimiter;

  Multipart(InputStream in, String contentType) throws BadRequest {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new BadRequest(400, "multipart body without a boundary");
    }
    String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    this.in = new BufferedInputStream(in, 64 << 10);
    this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Puts the fields into the map, and returns the file. */
  Optional<Upload> read(Map<String, String> fields) throws IOException, BadRequest {
    Optional<Upload> upload = Optional.empty();
    Sink preamble = new Sink(LONGEST_FIELD);
    if (!copy(preamble, 2)) {
      throw new BadRequest(400, "multipart body without a part");
    }
    while (true) {
      String head = head();
      if (head.isEmpty()) {
        return upload;
      }
      Matcher file = FILE_NAME.matcher(head);
      Matcher name = NAME.matcher(head);
      if (file.find()) {
        Sink content = new Sink(0);
        boolean whole = copy(content, 0);
        upload = Optional.of(new Upload(file.group(1), content.size, content.sha256()));
        if (!whole) {
          throw new BadRequest(400, "upload ended too early");
        }
      } else {
        Sink content = new Sink(LONGEST_FIELD);
        if (!copy(content, 0)) {
          throw new BadRequest(400, "multipart body ended too early");
        }
        if (name.find()) {
          fields.put(name.group(1), content.kept.toString(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** The head of a part; empty behind the last one. */
  private String head() throws IOException, BadRequest {
    StringBuilder head = new StringBuilder();
    int c;
    while ((c = in.read()) >= 0 && head.length() < LONGEST_FIELD) {
      head.append((char) c);
      if (head.length() == 2 && head.indexOf("--") == 0) {
        return "";
      }
      if (head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
        return head.toString();
      }
    }
    throw new BadRequest(400, "malformed multipart body");
  }

  /**
   * Copies up to the next delimiter.
   *
   * @param matched how much of the delimiter counts as read: the first has no line end before it
   * @return whether there was one
   */
  private boolean copy(Sink sink, int matched) throws IOException, BadRequest {
    int c;
    while (matched < delimiter.length && (c = in.read()) >= 0) {
      if (c == (delimiter[matched] & 0xff)) {
        matched++;
      } else {
        // The delimiter's first byte occurs in it only once, so no match can begin inside of one.
        sink.add(delimiter, matched);
        matched = c == delimiter[0] ? 1 : 0;
        if (matched == 0) {
          sink.add((byte) c);
        }
      }
    }
    return matched == delimiter.length;
  }

  /** Counts and hashes bytes, and keeps the first of them. */
  private static final class Sink {

    private final int most;
    private final MessageDigest digest = digest();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8 << 10];
    private int buffered;
    private long size;

    Sink(int most) {
      this.most = most;
    }

    void add(byte[] bytes, int length) throws BadRequest {
      for (int i = 0; i < length; i++) {
        add(bytes[i]);
      }
    }

    void add(byte value) throws BadRequest {
      size++;
      if (most > 0) {
        if (size > most) {
          throw new BadRequest(413, "field of a multipart body is too long");
        }
        kept.write(value);
        return;
      }
      buffer[buffered++] = value;
      if (buffered == buffer.length) {
        digest.update(buffer);
        buffered = 0;
      }
    }

    String sha256() {
      digest.update(buffer, 0, buffered);
      return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e); // every JDK has it
      }
    }
  }
}
