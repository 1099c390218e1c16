package dev.homelab.maven.check.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.homelab.maven.testing.LabFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link YamlCheck}. */
class YamlCheckTest {

  private static final String LOOSE = "extends: default\nrules: {document-start: disable}\n";

  @TempDir private Path folder;
  private LabFolder lab;

  @BeforeEach
  void emptyFolder() {
    lab = new LabFolder(folder);
  }

  private String findings() {
    return lab.findings(new YamlCheck());
  }

  private String scope() {
    return lab.ask(new YamlCheck()).scope();
  }

  @Test
  void countsNothingWhereThereIsNoYaml() {
    lab.write("README.md", "# Lab\n");

    assertEquals("0 files", scope());
    assertEquals("", findings());
  }

  @Test
  void judgesByYamllintsOwnDefaultWhereTheTreeSaysNothing() {
    lab.write("k8s/a.yaml", "a: yes\n").write("k8s/b.yml", "---\nb: 1\n");

    assertEquals("2 files", scope());
    assertEquals(
        """
        warning yaml/style-warning
        k8s/a.yaml:1:1  missing document start "---" (document-start)
          fix: begin the document with a line "---", or take that line out, as .yamllint asks
        warning yaml/style-warning
        k8s/a.yaml:1:4  truthy value should be one of [true, false] (truthy)
          fix: write true or false; in quotes if it is text
        """,
        findings());
  }

  @Test
  void judgesByTheTreesSettings() {
    lab.write(".yamllint", "---\nextends: default\nrules:\n  truthy: {level: error}\n")
        .write("a.yaml", "---\na: yes\n");

    assertEquals(
        """
        error yaml/style
        a.yaml:2:4  truthy value should be one of [true, false] (truthy)
          fix: write true or false; in quotes if it is text
        """,
        findings());
  }

  @Test
  void leavesOutWhatTheSettingsIgnoreInTheNotationOfGitignore() {
    lab.write(
            ".yamllint",
            """
            ---
            extends: default
            ignore: |
              *.enc.yaml
              vendor/
            rules:
              truthy:
                ignore: ["/ci/*"]
            """)
        .write("a.enc.yaml", "a: yes\n")
        .write("x/vendor/y/b.yaml", "b: yes\n")
        .write("ci/c.yaml", "c: yes\n");

    assertEquals("2 files", scope());
    assertEquals(
        """
        warning yaml/style-warning
        ci/c.yaml:1:1  missing document start "---" (document-start)
          fix: begin the document with a line "---", or take that line out, as .yamllint asks
        """,
        findings());
  }

  @Test
  void looksAtTheFilesThatTheSettingsName() {
    lab.write(".yamllint", "---\nextends: default\nyaml-files: ['*.yaml.dist']\n")
        .write("a.yaml", "a: yes\n")
        .write("b.yaml.dist", "---\na: 1 \n");

    assertEquals(
        """
        error yaml/style
        b.yaml.dist:2:5  trailing spaces (trailing-spaces)
          fix: delete the blanks at the end of the line
        """,
        findings());
  }

  @Test
  void extendsSettingsOfTheTree() {
    lab.write(".yamllint", "---\nextends: ./ci/strict.yaml\n")
        .write("ci/strict.yaml", "---\nrules:\n  empty-values: enable\n")
        .write("a.yaml", "a:\n");

    assertEquals(
        """
        error yaml/style
        a.yaml:1:3  empty value in block mapping (empty-values)
          fix: write the value, or null if none is meant
        """,
        findings());
  }

  @Test
  void namesTheRuleThatYamllintDoesNotKnowAndGoesOnWithTheSyntax() {
    lab.write(".yamllint", "---\nextends: default\nrules:\n  line-lenght: disable\n")
        .write("a.yaml", "a: [yes  \n");

    assertEquals(
        """
        error yaml/settings
        .yamllint:4:3  yamllint does not take these settings: no such rule: "line-lenght"
          fix: see its rules and their options at https://yamllint.readthedocs.io/en/stable/rules.html
        error yaml/syntax
        a.yaml:2:1  no YAML: expected ',' or ']', but got <stream end>
          fix: look at this line and the one before it for a missing colon, quote or bracket, a tab, or a wrong indent
        """,
        findings());
  }

  @Test
  void namesTheValueThatYamllintDoesNotExpect() {
    lab.write(".yamllint", "---\nrules:\n  braces:\n    max-spaces-inside:\n")
        .write("a.yaml", "---\na: 1\n");

    assertEquals(
        """
        error yaml/settings
        .yamllint  yamllint does not take these settings: a value of another kind than yamllint expects
          fix: see its rules and their options at https://yamllint.readthedocs.io/en/stable/rules.html
        """,
        findings());
  }

  @Test
  void namesTheLineOfSettingsThatAreNoYaml() {
    lab.write(".yamllint", "---\nextends: [default\n").write("a.yaml", "---\na: 1\n");

    assertEquals(
        """
        error yaml/settings
        .yamllint:3:1  .yamllint is not YAML: expected ',' or ']', but got <stream end>
          fix: mend this line
        """,
        findings());
  }

  @Test
  void saysThatEmptySettingsAreNone() {
    lab.write(".yamllint", "").write("a.yaml", "---\na: 1\n");

    assertEquals(
        """
        error yaml/settings
        .yamllint  .yamllint holds no settings
          fix: write at least: extends: default
        """,
        findings());
  }

  @Test
  void tellsADuplicateKeyOnce() {
    lab.write("a.yaml", "---\na: 1\na: 2\n");

    assertEquals(
        """
        error yaml/style
        a.yaml:3:1  duplication of key 'a' in mapping (key-duplicates)
          fix: delete one of the two: only the last one counts
        """,
        findings());
  }

  @Test
  void tellsAnUndefinedAliasOnceWhetherOrNotTheSettingsAskForIt() {
    lab.write("a.yaml", "---\na: *b\n");
    assertEquals(
        """
        error yaml/style
        a.yaml:2:4  found undeclared alias "b" (anchors)
          fix: name each anchor (&name) once, before the aliases (*name) that use it
        """,
        findings());

    lab.write(".yamllint", "---\nextends: default\nrules: {anchors: disable}\n");
    assertEquals(
        """
        error yaml/syntax
        a.yaml:2:4  no YAML: found undefined alias b
          fix: look at this line and the one before it for a missing colon, quote or bracket, a tab, or a wrong indent
        """,
        findings());
  }

  @Test
  void tellsATabThatIndents() {
    lab.write("a.yaml", "---\na:\n\tb: 1\n");

    assertEquals(
        """
        error yaml/syntax
        a.yaml:3:1  no YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)
          fix: look at this line and the one before it for a missing colon, quote or bracket, a tab, or a wrong indent
        """,
        findings());
  }

  @Test
  void tellsACharacterThatYamlForbidsWithItsPlace() {
    lab.write("a.yaml", "---\nä: \uD83D\uDE00\u0007\n");

    assertEquals(
        """
        error yaml/syntax
        a.yaml:2:5  no YAML: the character U+0007, which YAML does not allow
          fix: look at this line and the one before it for a missing colon, quote or bracket, a tab, or a wrong indent
        """,
        findings());
  }

  @Test
  void leavesDosLineEndsToTheCheckOfTexts() {
    lab.write("a.yaml", "---\r\na: 1\r\n#\r\nb: 2\r\n");

    assertEquals("", findings());
  }

  @Test
  void tellsTheLineEndsThatTheSettingsDoNotWant() {
    lab.write(".yamllint", "---\nrules: {new-lines: {type: dos}}\n").write("a.yaml", "a: 1\n");

    assertEquals(
        """
        error yaml/style
        .yamllint:1:4  wrong new line character: expected \\r\\n (new-lines)
          fix: end the lines as .yamllint asks, by default with LF
        error yaml/style
        a.yaml:1:5  wrong new line character: expected \\r\\n (new-lines)
          fix: end the lines as .yamllint asks, by default with LF
        """,
        findings());
  }

  @Test
  void passesOverEmptyFilesCommentsMarksAndManyDocuments() {
    lab.write(".yamllint", LOOSE)
        .write("empty.yaml", "")
        .write("comments.yaml", "# nothing\n")
        .write("bom.yaml", "\uFEFF---\na: 1\n")
        .write("many.yaml", "---\na: 1\n---\n---\nb: 1\n");

    assertEquals("", findings());
  }

  @Test
  void leavesWhatIsNoTextToTheChecksOfTheTree() {
    lab.write("latin1.yaml", "---\na: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
        .write("binary.yaml", new byte[] {0, 1, 2})
        .write("huge.yaml", new byte[5 << 20]);

    assertEquals("0 files", scope());
    assertEquals("", findings());
  }

  @Test
  void saysWhenAFileIsNestedTooDeepToLookInto() {
    lab.write(".yamllint", "---\nrules: {}\n")
        .write("a.yaml", "[".repeat(1000) + "]".repeat(1000) + "\n");

    assertEquals(
        """
        warning yaml/not-judged
        a.yaml  this file is nested deeper than 100 levels: what it says was not looked at
          fix: nest less, or name it under ignore in .yamllint
        """,
        findings());
  }

  @Test
  void takesAliasesThatMultiplyForWhatTheyAre() {
    StringBuilder bomb = new StringBuilder("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(8) + "x]\n");
    }
    lab.write("a.yaml", bomb.append("b: *a11\n").toString());

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals("", findings()));
  }

  @Test
  void showsTheFirstFiftyComplaintsAndCountsTheRest() {
    lab.write("a.yaml", "---\n" + "a: yes \n".repeat(100));

    List<String> lines = findings().lines().toList();

    assertEquals(3 * 51, lines.size());
    assertEquals("error yaml/style", lines.get(0));
    assertEquals("a.yaml  yamllint has 249 more complaints about this file", lines.get(1));
  }

  @Test
  void looksOnlyAtTheSyntaxOfWhatWouldTakeForEver() {
    lab.write("keys.yaml", "---\n" + "key: 1\n".repeat(YamlLint.MAX_LENGTH / 7))
        .write("comments.yaml", "---\n" + "# comment\n".repeat(20_000) + "a: 1\n");

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertEquals(
                """
                warning yaml/not-judged
                comments.yaml  this file is too large for yamllint: only its syntax was looked at
                  fix: split the file, or name it under ignore in .yamllint
                warning yaml/not-judged
                keys.yaml  this file is too large for yamllint: only its syntax was looked at
                  fix: split the file, or name it under ignore in .yamllint
                """,
                findings()));
  }

  @Test
  void endsInTimeOnTheLargestFileItJudges() {
    StringBuilder keys = new StringBuilder("---\n");
    for (int i = 0; keys.length() < YamlLint.MAX_LENGTH - 20; i++) {
      keys.append("k" + i + ": 1\n");
    }
    lab.write("a.yaml", keys.toString());

    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertEquals("", findings()));
  }

  @Test
  void keepsTwoTreesSettingsApartWhenTheyAreReadAtOnce() throws Exception {
    Path strict = folder.resolve("strict");
    Path loose = folder.resolve("loose");
    String broken = "a: yes\n";
    new LabFolder(strict)
        .write(".yamllint", "---\nextends: default\nrules: {truthy: {level: error}}\n")
        .write("a.yaml", broken);
    new LabFolder(loose).write(".yamllint", "---\nrules: {}\n").write("a.yaml", broken);
    Callable<Integer> asksStrict =
        () -> new LabFolder(strict).ask(new YamlCheck()).findings().size();
    Callable<Integer> asksLoose = () -> new LabFolder(loose).ask(new YamlCheck()).findings().size();
    List<Callable<Integer>> both =
        IntStream.range(0, 60).mapToObj(i -> i % 2 == 0 ? asksStrict : asksLoose).toList();
    var threads = Executors.newFixedThreadPool(4);

    List<Future<Integer>> counts = threads.invokeAll(both);
    threads.shutdown();

    for (int i = 0; i < counts.size(); i++) {
      assertEquals(i % 2 == 0 ? 2 : 0, counts.get(i).get());
    }
  }
}
