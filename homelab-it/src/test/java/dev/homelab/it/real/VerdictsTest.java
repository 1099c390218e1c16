package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.homelab.it.GeneratedTree;
import dev.homelab.it.fixtures.Fixture;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The embedded checks and the real tools agree: what a fixture breaks is refused by both, and what
 * is allowed by both is accepted. Where they differ, differences.yaml has the fixture's name and
 * the reason. FixturesTest holds that the checks do what the fixtures expect.
 */
@NeedsRealTools
@ExtendWith(ApiServer.Extension.class)
class VerdictsTest {

  private static final Path FIXTURES = Path.of("src/test/fixtures");
  private static final Map<String, String> DIFFERENCES = differences();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> bothRefuseWhatIsBroken(ApiServer server) throws IOException {
    return fixtures("broken", server);
  }

  @TestFactory
  Stream<DynamicTest> bothAcceptWhatIsValid(ApiServer server) throws IOException {
    return fixtures("valid", server);
  }

  /** Else a fixture might be refused for what is not its fault. */
  @ParameterizedTest
  @EnumSource
  void theToolsAcceptAHomelabThatIsNotBroken(Judge judge, ApiServer server) throws IOException {
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), folder.resolve("lab"));

    for (Program.Ended verdict : judge.judge(lab, server)) {
      verdict.succeeded();
    }
  }

  @Test
  void namesOnlyDifferencesOfFixturesThatThereAre() throws IOException {
    Set<String> names = new TreeSet<>(DIFFERENCES.keySet());
    for (Judge judge : Judge.values()) {
      for (String kind : List.of("broken", "valid")) {
        files(kind, judge).forEach(file -> names.remove(name(file)));
      }
    }

    assertEquals(Set.of(), names);
  }

  private Stream<DynamicTest> fixtures(String kind, ApiServer server) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Judge judge : Judge.values()) {
      for (Path file : files(kind, judge)) {
        List<String> rules = rules(Fixture.read(file));
        if (rules.isEmpty() || rules.stream().anyMatch(judge::judges)) {
          String name = name(file);
          tests.add(DynamicTest.dynamicTest(name, () -> compare(judge, name, file, server)));
        }
      }
    }
    return tests.stream();
  }

  private void compare(Judge judge, String name, Path file, ApiServer server) throws IOException {
    Fixture fixture = Fixture.read(file);
    Path lab = Files.createTempDirectory(folder, "lab");
    GeneratedTree.copyTo(GeneratedTree.answered(), lab);
    fixture.applyTo(lab);

    List<Program.Ended> verdicts = judge.judge(lab, server);

    assertFalse(verdicts.isEmpty(), "no tool had anything to judge");
    boolean refusedByTheCheck = rules(fixture).stream().anyMatch(judge::judges);
    boolean differs = DIFFERENCES.containsKey(name);
    String said =
        verdicts.stream()
            .filter(verdict -> verdict.exitCode() != 0)
            .map(verdict -> verdict.command() + "\n" + verdict.said())
            .collect(Collectors.joining("\n"));
    assertEquals(verdict(name, refusedByTheCheck != differs), verdict(name, !said.isEmpty()), said);
  }

  private static String verdict(String name, boolean refused) {
    return name + (refused ? " is refused by the tools" : " is accepted by the tools");
  }

  /** Of the findings that a fixture leads to. */
  private static List<String> rules(Fixture fixture) {
    return fixture
        .expected()
        .lines()
        .filter(line -> line.matches("(error|warning) [a-z0-9-]+/[a-z0-9-]+"))
        .map(line -> line.replaceFirst(".* ", ""))
        .toList();
  }

  private static List<Path> files(String kind, Judge judge) {
    Path fixtures = FIXTURES.resolve(kind).resolve(judge.check());
    if (!Files.isDirectory(fixtures)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(fixtures)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return FIXTURES.relativize(file).toString().replace(".yaml", "");
  }

  private static Map<String, String> differences() {
    Path file = Path.of("src/test/resources/dev/homelab/it/real/differences.yaml");
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
