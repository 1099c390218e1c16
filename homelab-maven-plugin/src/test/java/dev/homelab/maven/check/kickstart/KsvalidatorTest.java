package dev.homelab.maven.check.kickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of commands says the same as pykickstart, whose verdicts are recorded. */
class KsvalidatorTest {

  @TempDir Path folder;

  @Test
  void agreesWithKsvalidatorOnEveryRecordedLine() throws IOException {
    List<String> disagreements = new ArrayList<>();
    for (String recorded : recorded()) {
      String verdict = recorded.split("\t", 2)[0];
      String line = recorded.split("\t", 2)[1];
      String own = findings(line).isEmpty() ? "ok" : "fault";
      if (!own.equals(verdict)) {
        disagreements.add("ksvalidator: " + verdict + ", here: " + own + ": " + line);
      }
    }
    assertEquals("", String.join("\n", disagreements));
  }

  @Test
  void everyCommandIsAmongTheRecordedLines() throws IOException {
    Set<String> recorded =
        recorded().stream()
            .map(line -> line.split("\t", 2)[1].split("[ \\\\]")[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(
        recorded.containsAll(new Commands().names()),
        () -> {
          Set<String> missing = new TreeSet<>(new Commands().names());
          missing.removeAll(recorded);
          return "not recorded: " + missing;
        });
  }

  /** Passwords are our own rule: ksvalidator takes plain ones. */
  private List<Finding> findings(String line) throws IOException {
    Files.writeString(folder.resolve("x.ks"), line.replace("\\n", "\n") + "\n");
    SourceFile file = Tree.scan(folder).file("x.ks").orElseThrow();
    Commands commands = new Commands();
    return new Lines(commands)
        .judge(new Kickstart(file, new TreeSet<>(commands.sections()))).stream()
            .filter(f -> f.rule() != Passwords.PLAIN && f.rule() != Lines.SELINUX_DISABLED)
            .toList();
  }

  private static List<String> recorded() throws IOException {
    try (InputStream in = KsvalidatorTest.class.getResourceAsStream("ksvalidator-3.78.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
