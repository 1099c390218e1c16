package dev.homelab.maven.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void leavesOrdinaryTextOfAnyLanguageAsItIs() {
    String text = "Größe – 大きさ 🚀 \"quoted\"";

    assertSame(text, Printable.of(text));
  }

  @Test
  void writesControlCharactersAsEscapes() {
    assertEquals("a\\nb\\r\\tc\\u001B[31md\\u0000", Printable.of("a\nb\r\tc\u001b[31md\0"));
  }

  @Test
  void writesBidirectionalAndInvisibleCharactersAsEscapes() {
    assertEquals(
        "\\u202Egpj.exe\\u200B\\U000E0041", Printable.of("\u202egpj.exe\u200b\udb40\udc41"));
  }

  @Test
  void writesHalfASurrogatePairAsAnEscape() {
    assertEquals("x\\uD83D", Printable.of("x\ud83d"));
  }

  @Test
  void aFileNameWithANewlineCannotForgeASecondFinding() {
    Finding finding =
        Rule.error("a/b", "why").at(new Location("x\nerror y", 1, 2), "is wrong", "mend it");

    assertEquals("x\\nerror y:1:2  is wrong\n  fix: mend it", finding.toString());
  }
}
