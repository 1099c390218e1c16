package dev.homelab.maven.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads bytes as UTF-8, whatever they are: what cannot be decoded becomes the character U+FFFD. */
final class Decoder {

  private static final int CHUNK = 16 << 10;

  private final InputStream in;
  private final OutputLimit limit;
  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  Decoder(InputStream in, OutputLimit limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * Reads to the end. Beyond the limit it goes on reading, so that the program does not hang, and
   * keeps nothing.
   */
  void into(MaskedLines lines, Runnable afterEachRead) throws IOException {
    byte[] bytes = new byte[CHUNK];
    ByteBuffer undecoded = ByteBuffer.allocate(2 * CHUNK).flip();
    CharBuffer chars = CharBuffer.allocate(2 * CHUNK);
    int read;
    while ((read = in.read(bytes)) >= 0) {
      undecoded.compact().put(bytes, 0, limit.take(read)).flip();
      utf8.decode(undecoded, chars, false);
      lines.add(chars.array(), chars.position());
      chars.clear();
      afterEachRead.run();
    }
    utf8.decode(undecoded, chars, true);
    utf8.flush(chars);
    lines.add(chars.array(), chars.position());
  }
}
