package dev.homelab.maven.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Hcl}. */
class HclParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\ufeffa = 1",
        "a = 1 # comment without a line break",
        "a = 1 /* c */ // d",
        "b {}",
        "b { a = 1 }",
        "b one \"two\" three {\r\n  a = 1\r\n}\r\n",
        "a = \"x$y$$z%w $${v} %%{w} ${x}\"",
        "a = \"${ \n x \n }\"",
        "a = \"${~ x ~} %{ if y ~} 1 %{ else } 2 %{~ endif }%{ for k, v in m }${v}%{ endfor }\"",
        "a = <<EOT\n  x ${y}\n  EOT\n",
        "a = <<-EOT\n  x\n EOT2\n  EOT\n",
        "a = [for x in y : x if x != null]",
        "a = {for k, v in y : k => v...\n if k}",
        "a = {\n  b = 1, c : 2\n\n  \"d e\" = 3\n  (f) = 4\n}",
        "a = f(1,\n 2,\n)",
        "a = f(x...)",
        "a = provider::x::f(1)",
        "a = x.*.y.0.z[1][*].w[\"k\"]",
        "a = -x + !y * 1.5e-3 % 2 >= 3 && z || w == v ? 1 : 2",
        "a = (\n 1\n + 2)",
        "gr\u00f6\u00dfe-1 = 1",
      })
  void acceptsWhatTheToolsAccept(String source) {
    assertEquals(List.of(), Hcl.parse("a.tf", source).problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a =",
        "a = 1 2",
        "a = 1, b = 2",
        "a = 1\na = 2",
        "\"a\" = 1",
        "b {",
        "b }",
        "b \"x\"\n{\n}",
        "b { a = 1\n}",
        "b { a = 1, c = 2 }",
        "b { c {} }",
        "b \"${x}\" {}",
        "a = 'x'",
        "a = \"x\ny\"",
        "a = \"\\q\"",
        "a = \"\\ud800\"",
        "a = \"$",
        "a = \"${x\"",
        "a = \"%{ if x }\"",
        "a = \"%{ else }\"",
        "a = \"%{ unless x }\"",
        "a = <<EOT\nx",
        "a = <<EOT\nx\nEOT",
        "a = 1.2.3",
        "a = 1e99999999999",
        "a = x.1.2",
        "a = x.*.y.*.z",
        "a = [1 2]",
        "a = {b}",
        "a = {b = 1 c = 2}",
        "a = [for x y : x]",
        "a = [for k in y : k => x]",
        "a = {for k in y : k}",
        "a = f(1 2)",
        "a = f(x..., 1)",
        "a = x ? 1",
        "a = 1\n  + 2",
        "a = b & c",
        "a = 1; b = 2",
        "/* a",
      })
  void refusesWhatTheToolsRefuse(String source) {
    assertTrue(!Hcl.parse("a.tf", source).isValid());
  }

  @Test
  void readsSeveralErrorsInOneRunAndWhatIsSound() {
    HclFile file =
        Hcl.parse(
            "main.tf",
            """
            variable "a" {
              type    = string,
              default = "x
            }

            locals {
              b = [1, 2
              c = 3
            }

            resource 'x' "y" {
            }
            d = 4
            """);

    assertEquals(
        """
        main.tf:2:19  a comma after the value of "type"
          fix: remove the comma: arguments are separated by line breaks
        main.tf:3:15  the string is not closed on its line
          fix: add the closing quote; for a line break inside write \\n or use a heredoc (<<EOT)
        main.tf:8:3  expected "," or "]" in a list, found "c"
          fix: separate elements by commas and close the list, which was opened on line 7
        main.tf:11:10  strings do not stand in single quotes
          fix: use double quotes""",
        file.problems().stream().map(Finding::toString).collect(Collectors.joining("\n")));
    assertEquals(List.of("variable", "locals"), types(file));
    assertTrue(file.body().attribute("d").isPresent());
    assertTrue(file.body().blocks().get(1).body().attribute("c").isPresent());
  }

  private static List<String> types(HclFile file) {
    return file.body().blocks().stream().map(Block::type).toList();
  }

  @Test
  void columnsAreWhatAReaderSeesAsOneCharacter() {
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
    HclFile file = Hcl.parse("a.tf", "a = \"e\u0301" + family + "\" 1\n");

    assertEquals(new Position(1, 10, 28), file.problems().get(0).range().start());
  }

  @Test
  void aByteThatIsNoUtf8IsNamed() {
    byte[] latin1 = "a = \"gr\u00fcn\"".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(
        "a.tf:1:8  this is not UTF-8\n  fix: save the file in the encoding UTF-8",
        Hcl.parse("a.tf", latin1).problems().get(0).toString());
  }

  @Test
  void resolvesEscapesAndTrimsAsTheMarkersSay() {
    assertEquals(
        "a\n\t\"\\\u00e9\ud83d\ude00${x}", text("\"a\\n\\t\\\"\\\\\\u00e9\\U0001F600$${x}\""));
    assertEquals("a\n  b\n", text("<<-EOT\n    a\n      b\n    EOT\n"));
    assertEquals("  a\n", text("<<EOT\n  a\nEOT\n"));
    Expression.Template trimmed = (Expression.Template) value("\"a  ${~ x ~}  b\"");
    assertEquals("a", ((Expression.Text) trimmed.parts().get(0)).text());
    assertEquals("b", ((Expression.Text) trimmed.parts().get(2)).text());
  }

  private static String text(String expression) {
    return assertInstanceOf(Expression.Template.class, value(expression)).literal();
  }

  private static Expression value(String expression) {
    HclFile file = Hcl.parse("a.tf", "a = " + expression + "\n");
    assertEquals(List.of(), file.problems());
    return file.body().attribute("a").orElseThrow().value();
  }

  @Test
  void operatorsBindAsTheirPrecedenceSays() {
    HclFile file = Hcl.parse("a.tf", "a = 1 + 2 * 3 - 4 == 5 || b");

    Expression.Binary or = (Expression.Binary) file.body().attribute("a").orElseThrow().value();
    assertEquals(List.of(Expression.Operator.OR), or.operators());
    Expression.Binary equal = (Expression.Binary) or.operands().get(0);
    assertEquals("1 + 2 * 3 - 4", file.text(equal.operands().get(0)));
    Expression.Binary sum = (Expression.Binary) equal.operands().get(0);
    assertEquals(List.of(Expression.Operator.ADD, Expression.Operator.SUBTRACT), sum.operators());
    assertEquals("2 * 3", file.text(sum.operands().get(1)));
  }
}
