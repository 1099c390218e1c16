package dev.homelab.maven.hcl.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Evaluator}; the comparison with tofu is among the integration tests. */
class EvaluatorTest {
  private static Value evaluate(Dialect language, String expression) throws EvaluationFailure {
    HclFile file = Hcl.parse("a.tf", "a = " + expression + "\n");
    assertEquals(List.of(), file.problems());
    return new Evaluator(language)
        .evaluate(file.body().attribute("a").orElseThrow().value(), Scope.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 2 * 3 == 7",
        "\"${1 + 1}x\" == \"2x\"",
        "[for x in [1, 2, 3] : x if x > 1] == [2, 3]",
        "{for k, v in { a = 1 } : v => k}[\"1\"] == \"a\"",
        "[{ a = 1 }, { a = 2 }].*.a == [1, 2]",
        "can(regex(\"^[[:alpha:]]+$\", \"abc\"))",
        "!can(regex(\"^a$\", \"a\\n\"))",
        "try(tonumber(\"x\"), 5) == 5",
        "cidrhost(\"10.23.45.31/24\", -2) == \"10.23.45.254\"",
        "split(\"+\", \"v1.36.3+k3s1\")[0] == \"v1.36.3\"",
        "join(\",\", sort(keys({ b = 1, a = 2 }))) == \"a,b\"",
        "(false && unknown.value) == false",
        "format(\"%s-%02d\", \"a\", 7) == \"a-07\"",
      })
  void knownExpressionsAreWorkedOut(String expression) throws EvaluationFailure {
    assertEquals(Value.of(true), evaluate(Dialect.TOFU, expression));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown.value",
        "\"a${unknown.value}\"",
        "unknown.value ? 1 : 2",
        "[for x in unknown.value : x]",
        "unknown.value == 1",
        "upper(unknown.value)",
        "timestamp()",
        "file(\"x\")",
        "nobody_knows(1)",
        "true && unknown.value",
      })
  void whatDependsOnTheUnknownIsUnknown(String expression) throws EvaluationFailure {
    assertEquals(Value.UNKNOWN, evaluate(Dialect.TOFU, expression));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1][1] | there is no element 1 in a list of 1",
        "{ a = 1 }.b | there is no attribute \"b\"",
        "1 + \"x\" | a number is needed here, not the string \"x\"",
        "\"${[]}x\" | a string is needed here, not a list",
        "\"a${null}\" | null cannot be part of a string",
        "upper([]) | upper: a string is needed here, not a list",
        "regex(\"(?=a)\", \"a\") | regex: \"(?=a)\" looks around, which RE2 does not do",
        "cidrhost(\"10.0.0.0/31\", 2) | cidrhost: the prefix of 10.0.0.0/31 leaves no room for a host numbered 2",
      })
  void whatCanHaveNoValueSaysWhy(String expression, String reason) {
    assertEquals(
        reason,
        assertThrows(EvaluationFailure.class, () -> evaluate(Dialect.TOFU, expression))
            .getMessage());
  }

  @Test
  void functionsAreThoseOfTheLanguage() throws EvaluationFailure {
    String regex = "replace(\"a1\", \"/[0-9]/\", \"\")";

    assertEquals(Value.of("a"), evaluate(Dialect.TOFU, regex));
    assertEquals(Value.of("a1"), evaluate(Dialect.PACKER, regex));
    assertEquals(
        Value.of("ab"), evaluate(Dialect.PACKER, "regex_replace(\"a1\", \"[0-9]\", \"b\")"));
    assertEquals(Value.UNKNOWN, evaluate(Dialect.PACKER, "toset([])"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]]",
        "9e999 * 9e999 * 9e999 * 9e999 * 9e999",
        "range(0, 100000000)",
      })
  void whatWouldTakeForEverIsUnknown(String expression) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertEquals(Value.UNKNOWN, evaluate(Dialect.TOFU, expression)));
  }
}
