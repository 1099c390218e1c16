package dev.homelab.maven.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Secrets}. */
class SecretsTest {

  private static final String SECRET = "s3cr3t & \"mehr\"/äöü?";

  private final Secrets secrets = new Secrets();

  @BeforeEach
  void register() {
    secrets.register(SECRET);
  }

  @Test
  void masksTheValueItself() {
    assertEquals("token=*** end", secrets.mask("token=" + SECRET + " end"));
  }

  @Test
  void masksItInAUrl() {
    String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

    assertEquals("https://a:***@b", secrets.mask("https://a:" + encoded + "@b"));
    assertEquals("***", secrets.mask(encoded.replace("+", "%20")));
    // The secret holds no capital letter, so that only the escapes change.
    assertEquals("***", secrets.mask(encoded.toLowerCase(Locale.ROOT)));
  }

  @Test
  void masksItInJsonAsJavaAndAsGoWriteIt() {
    assertEquals("{\"a\":\"***\"}", secrets.mask("{\"a\":\"s3cr3t & \\\"mehr\\\"/äöü?\"}"));
    assertEquals("{\"a\":\"***\"}", secrets.mask("{\"a\":\"s3cr3t \\u0026 \\\"mehr\\\"/äöü?\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "user:", "user@pve!id="})
  void leavesNothingOfItInBase64WhateverStandsBeforeIt(String before) {
    byte[] bytes = (before + SECRET).getBytes(StandardCharsets.UTF_8);
    String masked = secrets.mask(Base64.getEncoder().encodeToString(bytes));

    String rest = masked.replace("***", "");
    // What is left encodes the neighbour, and at most the bits it shares with the secret's ends.
    assertTrue(rest.length() <= before.length() * 4 / 3 + 6, masked);
    assertTrue(masked.contains("***"), masked);
  }

  @Test
  void masksItInHexadecimalAndInUtf16() {
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);

    assertEquals("***", secrets.mask(HexFormat.of().formatHex(bytes)));
    assertEquals("a***", secrets.mask("a" + String.join("\0", SECRET.split(""))));
  }

  @Test
  void masksEachLineOfAKey() {
    secrets.register("-----BEGIN KEY-----\nabcdefgh\nijklmnop\n");

    assertEquals("x *** y", secrets.mask("x ijklmnop y"));
  }

  @Test
  void masksSecretsThatOverlapAsOne() {
    secrets.register("abcdef");
    secrets.register("defghi");

    assertEquals("<***>", secrets.mask("<abcdefghi>"));
  }

  @Test
  void doesNotMaskEveryLetterForAValueThatIsNoSecret() {
    secrets.register("e");
    secrets.register("");

    assertEquals("nothing here", secrets.mask("nothing here"));
  }
}
