package dev.homelab.maven.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No input takes the stack or the day. */
class HclLimitsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{a=",
        "f(",
        "-",
        "!",
        "\"${",
        "x?",
        "x[",
        "/*",
        "<<A\n",
        "b {\n",
        "\"%{if x}",
        "a = \"\n",
        "a = [\n",
        "1..",
        "$",
        "\"",
        "a = <<A\n${",
        "}",
        "# \n",
        "x ? y : ",
        "\\",
        "a.",
        "*/",
        "<<A",
        "{for a in "
      })
  void hostileRepetitionsEndSoonAndWithAnError(String piece) {
    String source = "a = " + piece.repeat(300_000);

    assertTimeoutPreemptively(
        LONG, () -> assertTrue(!Hcl.parse("a.tf", source).isValid() || piece.equals("# \n")));
  }

  @Test
  void longChainsAreNoDepth() {
    String source =
        "a = 1"
            + " + 1".repeat(100_000)
            + "\nb = x"
            + ".y[0].*.z".repeat(1)
            + "[0]".repeat(100_000)
            + "\nc = ["
            + "1,".repeat(100_000)
            + "]\n";

    assertTimeoutPreemptively(
        LONG, () -> assertEquals(List.of(), Hcl.parse("a.tf", source).problems()));
  }

  @Test
  void nestingEndsAtTheLimitAndNotBefore() {
    int brackets = Hcl.MAX_DEPTH - 1;
    assertTrue(Hcl.parse("a.tf", "a = " + "[".repeat(brackets) + "]".repeat(brackets)).isValid());

    HclFile tooDeep = Hcl.parse("a.tf", "a = " + "[".repeat(1000) + "]".repeat(1000));
    assertEquals(
        "a.tf:1:255  nested deeper than 250 levels\n"
            + "  fix: name the inner parts as locals and use the names",
        tooDeep.problems().get(0).toString());
  }

  @Test
  void blocksNestToTheLimitToo() {
    int blocks = Hcl.MAX_DEPTH;
    String source = "b {\n".repeat(blocks) + "}\n".repeat(blocks);
    HclFile file = Hcl.parse("a.tf", source);

    assertEquals(List.of(), file.problems());
    assertTrue(HclFormatter.format(file, Dialect.TOFU).isPresent());
    assertTrue(!Hcl.parse("a.tf", "b {\n" + source + "}\n").isValid());
  }

  @Test
  void manyErrorsAreCutOff() {
    assertEquals(Hcl.MAX_PROBLEMS, Hcl.parse("a.tf", "a = = 1\n".repeat(10_000)).problems().size());
  }

  @Test
  void aFileBeyondTheLimitIsRefusedUnread() {
    assertEquals(
        "a.tf:1:1  the file has 67108865 bytes, more than the 67108864 that are read\n"
            + "  fix: split it, or keep data of this size in a file of its own and read it with"
            + " file()",
        Hcl.parse("a.tf", new byte[Hcl.MAX_BYTES + 1]).problems().get(0).toString());
  }
}
