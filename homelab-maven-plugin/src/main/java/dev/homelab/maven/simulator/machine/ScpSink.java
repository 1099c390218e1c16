package dev.homelab.maven.simulator.machine;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The receiving end of {@code scp -t}, for single files. */
final class ScpSink {

  /** A file as it came. */
  record Received(String name, byte[] content) {}

  private static final Pattern FILE = Pattern.compile("C[0-7]{4} ([0-9]{1,9}) ([^/\n]+)");
  private static final int LARGEST = 16 << 20;
  private static final int LONGEST_LINE = 4096;

  private final InputStream in;
  private final OutputStream out;

  ScpSink(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The next file, or null when there is none any more. */
  Received next() throws IOException {
    accept();
    String line = line();
    if (line == null) {
      return null;
    }
    Matcher file = FILE.matcher(line);
    if (!file.matches() || Integer.parseInt(file.group(1)) > LARGEST) {
      throw refused(
          "only single files of up to " + LARGEST + " bytes are taken here, not: " + line);
    }
    accept();
    byte[] content = in.readNBytes(Integer.parseInt(file.group(1)));
    if (content.length < Integer.parseInt(file.group(1)) || in.read() != 0) {
      throw new EOFException(file.group(2) + " ended too early");
    }
    return new Received(file.group(2), content);
  }

  private void accept() throws IOException {
    out.write(0);
    out.flush();
  }

  private IOException refused(String why) throws IOException {
    out.write(2);
    out.write(("scp: " + why + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return new IOException(why);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0 && line.size() == 0) {
        return null;
      }
      if (read < 0 || line.size() == LONGEST_LINE) {
        throw new EOFException("scp sent no whole line");
      }
      line.write(read);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
