package dev.homelab.maven.state;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Who works on a homelab.
 *
 * @param what the goal: "image", "provision of k3s-single"
 * @param user whose run it is
 * @param host on which computer
 * @param pid the number of its process there
 * @param since when it began
 */
public record Holder(String what, String user, String host, long pid, Instant since) {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

  /** This process, from now on. */
  static Holder ofThisRun(String what) {
    return new Holder(
        what,
        System.getProperty("user.name", "somebody"),
        thisHost(),
        ProcessHandle.current().pid(),
        Instant.now());
  }

  static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this computer"; // its own name is in no hosts file; it has one all the same
    }
  }

  /** Reads what {@link #write} has written; empty when it is not whole. */
  static Optional<Holder> read(Path file) {
    try {
      Properties values = new Properties();
      values.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new Holder(
              values.getProperty("what", "something"),
              values.getProperty("user", "somebody"),
              values.getProperty("host", "some computer"),
              Long.parseLong(values.getProperty("pid", "0")),
              Instant.parse(values.getProperty("since", ""))));
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    Properties values = new Properties();
    values.setProperty("what", what);
    values.setProperty("user", user);
    values.setProperty("host", host);
    values.setProperty("pid", Long.toString(pid));
    values.setProperty("since", since.toString());
    StringWriter text = new StringWriter();
    values.store(text, null);
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** "24 Nov 15:02:11", in the time zone of who reads it. */
  public static String clock(Instant time) {
    return CLOCK.format(time.atZone(ZoneId.systemDefault()));
  }

  /** "image, by anna on desk (process 4711), since 24 Nov 15:02:11". */
  @Override
  public String toString() {
    return what + ", by " + user + " on " + host + " (process " + pid + "), since " + clock(since);
  }
}
