package dev.homelab.maven.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.check.kickstart.KickstartCheck;
import dev.homelab.maven.check.make.MakeCheck;
import dev.homelab.maven.check.markers.MarkersCheck;
import dev.homelab.maven.check.secrets.SecretsCheck;
import dev.homelab.maven.check.shell.ShellCheck;
import dev.homelab.maven.check.text.TextCheck;
import dev.homelab.maven.check.tree.TreeCheck;
import dev.homelab.maven.testing.LabFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lies in the folder: a finding or a pass, in bounded time, never an exception. */
class BadInputTest {

  private static final List<Check> CHECKS =
      List.of(
          new TreeCheck(),
          new TextCheck(),
          new MarkersCheck(),
          new ShellCheck(),
          new KickstartCheck(),
          new MakeCheck(),
          new SecretsCheck());

  private static final List<String> FILES =
      List.of(
          "Makefile",
          "homelab.properties",
          "packer/http/ks.cfg",
          "scripts/x.sh",
          "k8s/x.yaml",
          "terraform/envs/k3s-single/main.tf",
          "docs/x.md",
          "docs/x.xml",
          ".env",
          ".gitignore");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void anEmptyFolderHasFindingsOfTheTreeOnly() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    for (Check check : CHECKS) {
      CheckResult result = new LabFolder(empty).ask(check);
      assertEquals(check.name().equals("tree"), !result.findings().isEmpty(), check.name());
    }
  }

  @Test
  void aFolderThatIsNotThereIsOneFindingMore() {
    LabFolder nowhere = new LabFolder(folder.resolve("nowhere"));

    String findings = nowhere.printed(new TreeCheck());

    assertTrue(
        findings.startsWith(
            """
            .  cannot be read: it vanished during the check
              fix: give yourself the right to read it (chmod u+rX), or remove it
            """),
        findings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\r",
        "\r\n",
        "\uFEFF",
        " ",
        "\t",
        "\\",
        "#",
        "$",
        "$(",
        "${",
        "%",
        "%{",
        "\"",
        "'",
        ":",
        "=",
        "-",
        "--",
        "%end",
        "%include",
        "include",
        "endif",
        "#!",
        "#!/bin/bash",
        "<",
        "|",
        "é",
        "\uD83D\uDE00",
        "name:",
        "password:",
        "password: ",
        "token = \"",
        ".PHONY:",
        "::",
        "\t@",
        "a:;",
        "variable \"\" {",
        "set -",
        "set -o",
        "set -eo",
        "-----BEGIN PRIVATE KEY-----",
        "://:@"
      })
  void aFileThatHoldsAlmostNothing(String text) {
    askAll(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void latin1AndUtf16AndNulBytesInEveryFile() {
    askAll("größe = 1\n".getBytes(StandardCharsets.ISO_8859_1));
    askAll("password = hunter2\n".getBytes(StandardCharsets.UTF_16));
    askAll("password = hunter2\n".getBytes(StandardCharsets.UTF_16LE));
    askAll(new byte[10_000]);
    askAll(new byte[] {(byte) 0xEF, (byte) 0xBB});
    askAll(new byte[] {(byte) 0xFE, (byte) 0xFF});
  }

  @Test
  void randomBytesAndRandomPiecesInEveryFile() {
    Random random = new Random(20261124); // the same ones at each run
    String[] pieces = {
      "$(",
      ")",
      "${",
      "}",
      "%{",
      "%end",
      "%post",
      "\n",
      "\n\t",
      "\n  ",
      " ",
      ":",
      "=",
      "\"",
      "'",
      "\\",
      "\\\n",
      "#",
      "##",
      "a",
      "ifdef a",
      "endif",
      "define x",
      "endef",
      ".PHONY",
      "part / --size=",
      "rootpw",
      "--lock",
      "password",
      "token: ",
      "eyJ",
      "set -eu",
      "name: PASSWORD",
      "value: x",
      "CHANGEME",
      "%include x",
      "|",
      ";"
    };
    for (int round = 0; round < 60; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      askAllButBash(bytes);
      askAllButBash(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "$(",
        "${",
        "%{",
        "\"",
        "\\",
        "password: x ",
        "password=\"",
        "eyJaaaaaaaaaaaa.",
        "://a:b",
        "a.",
        "CHANGEME ",
        "-----BEGIN PRIVATE KEY-----",
        "a: b\n",
        ".PHONY: a\n",
        "ifdef a\n",
        "%post\n",
        "part --x\n",
        "- name: PASSWORD\n  value: x\n",
        "AKIAQ3EGRTW7PLKM4XZN "
      })
  void aMebibyteOfOneThingTakesSecondsNotMinutes(String unit) {
    String much = unit.repeat((1 << 20) / unit.length());
    for (String file : List.of("Makefile", "http/ks.cfg", "docs/x.yaml")) {
      new LabFolder(folder).write(file, much);
    }

    assertTimeoutPreemptively(PATIENCE, () -> askAllButBash());
  }

  @Test
  void aFileOf50MebibytesIsToldAndReadByNobody() {
    LabFolder lab = new LabFolder(folder).writeSparse("iso/alma.iso", 50 << 20);

    assertTrue(
        lab.printed(new TreeCheck())
            .contains(
                """
                iso/alma.iso  is 50 MiB large; files of a homelab have at most 4 MiB
                  fix: keep it outside and name it in .gitignore; if git has it: git rm --cached"""));
    assertEquals("0 text files", lab.ask(new TextCheck()).scope());
    assertEquals("0 files", lab.ask(new SecretsCheck()).scope());
  }

  @Test
  void aLoopOfLinksIsWalkedOnce() {
    LabFolder lab =
        new LabFolder(folder)
            .write("a/file.md", "text\n")
            .link("a/up", "..")
            .link("self", "self")
            .link("x.sh", "nowhere");

    assertTimeoutPreemptively(PATIENCE, () -> CHECKS.forEach(lab::ask));
    assertEquals("1 file", lab.ask(new SecretsCheck()).scope());
  }

  @Test
  void namesWithEverythingThatUnixAllows() {
    Map<String, String> names =
        Map.of(
            "scripts/a b.sh", "",
            "scripts/it's.sh", "",
            "scripts/\"q\".sh", "",
            "scripts/a\nb.sh", "",
            "scripts/a\tb.sh", "",
            "scripts/-n.sh", "",
            "scripts/$(touch pwned).sh", "",
            "scripts/`x`;x&.sh", "",
            "scripts/ü\uD83D\uDE00.sh", "",
            "scripts/\u202Etxt.sh", "");
    LabFolder lab = new LabFolder(folder);
    names.keySet().forEach(name -> lab.write(name, "#!/bin/bash\nset -euo pipefail\necho )\n"));

    String findings = lab.printed(new ShellCheck());

    // One wrong line in each of ten files, and each is found in its own file.
    assertEquals(10, findings.lines().filter(line -> line.contains("bash: syntax error")).count());
    assertTrue(
        findings.contains(
            "scripts/$(touch pwned).sh:3  bash: syntax error near unexpected token `)'"));
    assertTrue(findings.contains("scripts/a\\nb.sh:3  bash: syntax error"));
    assertTrue(!Files.exists(folder.resolve("pwned")), "a file name was run");
  }

  private void askAll(byte[] content) {
    FILES.forEach(file -> new LabFolder(folder).write(file, content));
    assertTimeoutPreemptively(
        PATIENCE, () -> CHECKS.forEach(check -> new LabFolder(folder).ask(check)));
  }

  private void askAllButBash(byte[] content) {
    FILES.forEach(file -> new LabFolder(folder).write(file, content));
    askAllButBash();
  }

  /** Hundreds of processes would test bash. */
  private void askAllButBash() {
    for (Check check : CHECKS) {
      if (!check.name().equals("shell")) {
        new LabFolder(folder).ask(check);
      }
    }
  }
}
