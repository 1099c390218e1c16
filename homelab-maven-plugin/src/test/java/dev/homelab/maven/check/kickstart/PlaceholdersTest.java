package dev.homelab.maven.check.kickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Tests for {@link Placeholders}. */
class PlaceholdersTest {

  @Test
  void everyOtherCharacterStaysAtItsPlace() {
    assertEquals("lang ??????? --x", shown("lang ${lang} --x"));
    assertEquals("a ?????????????????? b", shown("a ${f({a = \"${b}\"})} b"));
    assertEquals("       text          ", shown("%{ if }text%{ endif }"));
    assertEquals("a ???\n?? b", shown("a ${x\ny} b"));
  }

  @Test
  void whatIsEscapedOrNotClosedIsLeftAlone() {
    assertEquals("echo $${HOME} %%{x}", shown("echo $${HOME} %%{x}"));
    assertEquals("echo ${HOME", shown("echo ${HOME"));
    assertEquals("$ % {} $", shown("$ % {} $"));
  }

  private static String shown(String text) {
    return Placeholders.masked(text).replace(Placeholders.FILLED_IN, '?');
  }
}
