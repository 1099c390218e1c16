package dev.homelab.maven.check.text;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Asks whether a text file is plain UTF-8. */
final class Encoding {

  static final Rule UTF_16 =
      Rule.error("text/utf-16", "No tool of a homelab reads it: every second byte is a NUL.");
  static final Rule NUL =
      Rule.error("text/nul-byte", "Shells drop it, YAML and HCL refuse it, and git shows no diff.");
  static final Rule NOT_UTF_8 =
      Rule.error("text/not-utf-8", "YAML, HCL and Java refuse the file, or show other letters.");
  static final Rule BYTE_ORDER_MARK =
      Rule.error(
          "text/byte-order-mark",
          "The kernel sees no shebang behind it, and make no target: it is a part of the first word.");

  private Encoding() {}

  static List<Finding> judge(SourceFile file, byte[] bytes) {
    if (utf16(bytes)) {
      return List.of(
          UTF_16.at(
              file.location(1),
              "is UTF-16",
              "save it as UTF-8; PowerShell's > writes UTF-16, Set-Content -Encoding utf8NoBOM does"
                  + " not"));
    }
    List<Finding> findings = new ArrayList<>();
    if (SourceFile.startsWithBom(bytes)) {
      findings.add(
          BYTE_ORDER_MARK.at(
              file.location(1, 1),
              "begins with a byte order mark",
              "save it as UTF-8 without BOM"));
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        findings.add(
            NUL.at(
                file.location(line(bytes, i), column(bytes, i)),
                "holds a NUL byte, as no text does",
                "remove it, or give the file an ending that says what it is"));
        break;
      }
    }
    firstMalformed(bytes)
        .ifPresent(
            at ->
                findings.add(
                    NOT_UTF_8.at(
                        file.location(line(bytes, at), column(bytes, at)),
                        String.format("the byte 0x%02X is not UTF-8", bytes[at]) + guess(bytes[at]),
                        "save the file as UTF-8, for example with iconv -f WINDOWS-1252 -t UTF-8")));
    return findings;
  }

  /** With its mark, or without it when every other byte of the beginning is a NUL. */
  static boolean utf16(byte[] bytes) {
    if (bytes.length >= 2) {
      int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
      if (mark == 0xfffe || mark == 0xfeff) {
        return true;
      }
    }
    int look = Math.min(bytes.length, 64) & ~1;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < look; i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    return look >= 8 && (even == look / 2 && odd == 0 || odd == look / 2 && even == 0);
  }

  private static OptionalInt firstMalformed(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8192);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result.isError() ? OptionalInt.of(in.position()) : OptionalInt.empty();
  }

  /** What the byte means in the encoding that most such files have. */
  private static String guess(byte b) {
    int value = b & 0xff;
    return value >= 0xa0 ? "; in Latin-1 it is '" + (char) value + "'" : "";
  }

  private static int line(byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static int column(byte[] bytes, int at) {
    int column = 1;
    for (int i = at - 1; i >= 0 && bytes[i] != '\n'; i--) {
      column += (bytes[i] & 0xc0) == 0x80 ? 0 : 1; // continuation bytes are no column of their own
    }
    return column;
  }
}
