package dev.homelab.it.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.eval.EvaluationFailure;
import dev.homelab.maven.hcl.eval.Evaluator;
import dev.homelab.maven.hcl.eval.Scope;
import dev.homelab.maven.hcl.eval.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine works out is what {@code tofu console} works out. */
class HclEvaluationTest {
  @TempDir Path folder;

  @Test
  void valuesAreThoseOfTofu() throws Exception {
    List<String> expressions =
        new String(
                HclEvaluationTest.class.getResourceAsStream("expressions.txt").readAllBytes(),
                StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("# "))
            .toList();

    List<String> theirs = askTofu(expressions);

    List<String> differences = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      String ours = evaluate(expressions.get(i));
      if (!ours.equals(theirs.get(i))) {
        differences.add(expressions.get(i) + "  tofu: " + theirs.get(i) + "  here: " + ours);
      }
    }
    System.out.printf("hcl evaluation: %d expressions%n", expressions.size());
    assertEquals("", String.join("\n", differences));
  }

  private List<String> askTofu(List<String> expressions) throws IOException, InterruptedException {
    assumeTrue(
        Programs.find("tofu").isPresent(),
        "tofu is not on the PATH: run homelab-it/toolchain/install tofu");
    Path questions = folder.resolve("questions");
    Files.writeString(
        questions,
        expressions.stream()
            .map(expression -> "try(jsonencode(" + expression + "), \"fails\")\n")
            .collect(Collectors.joining()));
    ProcessBuilder console =
        new ProcessBuilder("tofu", "console", "-no-color")
            .directory(folder.toFile())
            .redirectInput(questions.toFile())
            .redirectErrorStream(true);
    console.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
    Process process = console.start();
    List<String> answers =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    process.waitFor();
    assertEquals(expressions.size(), answers.size(), () -> String.join("\n", answers));
    return answers.stream().map(HclEvaluationTest::text).toList();
  }

  /** The console writes its answers as string literals. */
  private static String text(String answer) {
    Expression value = parse(answer.replace("${", "$${"));
    return ((Expression.Template) value).literal();
  }

  private static Expression parse(String expression) {
    HclFile file = Hcl.parse("expression", "value = " + expression + "\n");
    assertEquals(List.of(), file.problems(), expression);
    return file.body().attribute("value").orElseThrow().value();
  }

  private static String evaluate(String expression) {
    try {
      return json(new Evaluator(Dialect.TOFU).evaluate(parse(expression), Scope.EMPTY));
    } catch (EvaluationFailure failure) {
      return "fails";
    }
  }

  private static String json(Value value) {
    if (value instanceof Value.Text text) {
      return quote(text.text());
    } else if (value instanceof Value.Number number) {
      return number.number().toPlainString();
    } else if (value instanceof Value.Bool bool) {
      return String.valueOf(bool.value());
    } else if (value instanceof Value.Sequence sequence) {
      return sequence.items().stream()
          .map(HclEvaluationTest::json)
          .collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof Value.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .map(entry -> quote(entry.getKey()) + ":" + json(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return value instanceof Value.Null ? "null" : "unknown";
  }

  /** As jsonencode does it, which also escapes what HTML would take for its own. */
  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&' -> out.append(String.format("\\u%04x", (int) c));
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
