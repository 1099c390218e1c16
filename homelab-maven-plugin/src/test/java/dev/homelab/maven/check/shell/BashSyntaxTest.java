package dev.homelab.maven.check.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link BashSyntax}. */
class BashSyntaxTest {

  private static final String GOOD = "#!/usr/bin/env bash\nset -euo pipefail\n";

  @TempDir Path folder;
  private LabFolder lab;

  @BeforeEach
  void lab() {
    lab = new LabFolder(folder.resolve("lab"));
  }

  @Test
  void saysSoWhereThereIsNoBashAndAsksTheRestStill() {
    lab.write("x.sh", "echo a\nfi\n");

    CheckResult result = lab.ask(new ShellCheck(Map.of("PATH", folder.toString())));

    assertEquals("1 script, no bash here to parse them", result.scope());
    assertEquals(2, result.findings().size()); // no shebang, no strict mode
  }

  @Test
  void takesNoBashFromAFolderRelativeToWhereItStands() throws IOException {
    Path bash = Files.writeString(folder.resolve("bash"), "#!/bin/sh\n");
    assumeTrue(bash.toFile().setExecutable(true));

    assertTrue(BashSyntax.find(Map.of("PATH", ".:lab:\0:")).isEmpty());
    assertTrue(BashSyntax.find(Map.of()).isEmpty());
    assertTrue(BashSyntax.find(Map.of("PATH", folder.toString())).isPresent());
  }

  @Test
  void runsNothingOfTheScripts() {
    lab.write("x.sh", GOOD + "touch ran\n\"$(touch ran)\"\n");

    assertEquals("1 script, parsed by bash", lab.ask(new ShellCheck()).scope());

    assertFalse(Files.exists(folder.resolve("lab/ran")));
  }

  @Test
  void leavesScriptsFromWindowsToTheCheckOfText() {
    lab.write("x.sh", (GOOD + "if true; then\n  echo\nfi\n").replace("\n", "\r\n"));

    assertEquals("", findingsOfBash());
  }

  @Test
  void givesUpOnABashThatNeverAnswers() throws IOException {
    Path slow = Files.writeString(folder.resolve("slow"), "#!/bin/sh\nsleep 30\n");
    assumeTrue(slow.toFile().setExecutable(true));
    lab.write("x.sh", GOOD);
    Tree tree = Tree.scan(folder.resolve("lab"));
    long start = System.nanoTime();

    BashSyntax.Verdict verdict =
        new BashSyntax(slow, runner(), Duration.ofSeconds(1)).judge(tree.root(), Script.in(tree));

    assertEquals("bash gave no answer in 1 s", verdict.said());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 20);
  }

  @Test
  void stopsReadingFromABashThatNeverStopsTalking() throws IOException {
    Path loud = Files.writeString(folder.resolve("loud"), "#!/bin/sh\nexec cat /dev/zero\n");
    assumeTrue(loud.toFile().setExecutable(true));
    lab.write("x.sh", GOOD);
    Tree tree = Tree.scan(folder.resolve("lab"));

    BashSyntax.Verdict verdict =
        new BashSyntax(loud, runner(), Duration.ofSeconds(20)).judge(tree.root(), Script.in(tree));

    assertEquals("bash said too much", verdict.said());
  }

  @Test
  void parsesMoreScriptsThanOneCallTakes() {
    for (int i = 0; i < 205; i++) {
      lab.write("s" + i + ".sh", GOOD + (i == 150 ? "fi\n" : "echo\n"));
    }

    assertEquals(
        """
        s150.sh:3  bash: syntax error near unexpected token `fi'
          fix: mend the line, or the quote or block that is open above it""",
        findingsOfBash());
  }

  private String findingsOfBash() {
    return lab.ask(new ShellCheck()).findings().stream()
        .filter(finding -> finding.rule() == BashSyntax.SYNTAX)
        .map(Object::toString)
        .reduce("", (all, one) -> all.isEmpty() ? one : all + "\n" + one);
  }

  private static Runner runner() {
    return new Runner(System.getenv(), new Secrets(), Optional.empty());
  }
}
