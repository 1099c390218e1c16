package dev.homelab.it.hcl;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.HclFormatter;
import dev.homelab.maven.hcl.model.HclModule;
import dev.homelab.maven.hcl.model.ModuleCalls;
import dev.homelab.maven.hcl.model.ModuleValues;
import dev.homelab.maven.hcl.schema.SchemaCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the engine accepts, refuses and writes is what the tools accept, refuse and write.
 *
 * <p>Known to differ, each on purpose, and none of it in the corpus:
 *
 * <ul>
 *   <li>what nests deeper than {@link Hcl#MAX_DEPTH} is refused: the tree is walked recursively;
 *   <li>a name that holds bytes which are no UTF-8 is refused: the library takes some by accident;
 *   <li>{@code tofu fmt} drops a label that holds a $ or %, which the engine keeps;
 *   <li>{@code tofu fmt} drops an index that is true, false or null, which the engine keeps;
 *   <li>{@code tofu fmt} unwraps some values of several lines into what it cannot read itself,
 *       which the engine leaves wrapped.
 * </ul>
 */
class HclCorpusTest {
  private static final int MUTANTS = 10_000;
  private static final int MUTANTS_FOR_THE_TOOLS = 500;

  @TempDir Path scratch;

  @Test
  void everyFileIsAcceptedOrRefusedAsTheLibraryDoes() throws Exception {
    List<Source> corpus = Corpus.read();
    List<Library.Verdict> verdicts = Library.judge(corpus);

    List<String> differences = new ArrayList<>();
    int accepted = 0;
    int samePlace = 0;
    for (int i = 0; i < corpus.size(); i++) {
      HclFile file = Hcl.parse(corpus.get(i).name(), corpus.get(i).content());
      Library.Verdict verdict = verdicts.get(i);
      if (file.isValid() != verdict.accepted()) {
        differences.add(corpus.get(i) + ": " + file.problems());
      } else if (file.isValid()) {
        accepted++;
      } else if (file.problems().get(0).range().start().toString().equals(verdict.firstError())) {
        samePlace++;
      }
    }
    System.out.printf(
        "hcl corpus: %d files, %d accepted, %d refused (%d of them at the same line and column),"
            + " %d verdicts differ%n",
        corpus.size(),
        accepted,
        corpus.size() - accepted - differences.size(),
        samePlace,
        differences.size());
    assertEquals(List.of(), differences);
    assertTrue(accepted > 1000 && corpus.size() > accepted, "a corpus of both kinds");
  }

  @Test
  void packerFilesAreFormattedToTheSameBytes() throws Exception {
    assertFormatsAsTheTool(Dialect.PACKER);
  }

  @Test
  void tofuFilesAreFormattedToTheSameBytes() throws Exception {
    assertFormatsAsTheTool(Dialect.TOFU);
  }

  private void assertFormatsAsTheTool(Dialect dialect) throws Exception {
    List<Source> corpus = Corpus.read();
    RealFormatter.Outcome outcome = RealFormatter.run(dialect, corpus, scratch);

    Comparison comparison = compare(dialect, corpus, outcome);
    System.out.printf("hcl corpus: fmt of %s: %s%n", dialect, comparison);
    assertEquals(List.of(), comparison.differences);
    assertEquals(0, comparison.spoilt);
    assertTrue(comparison.same > 1000, "a corpus that can be formatted");
  }

  @Test
  void mutantsAreJudgedAndFormattedAlikeAndKeepTheirMeaning() throws Exception {
    long seed = Long.getLong("homelab.hcl.seed", 20261124);
    List<Source> mutants = new Mutations(Corpus.read(), seed).take(MUTANTS);
    List<Library.Verdict> verdicts = Library.judge(mutants);

    List<String> differences = new ArrayList<>();
    int accepted = 0;
    for (int i = 0; i < mutants.size(); i++) {
      Source mutant = mutants.get(i);
      HclFile file = Hcl.parse(mutant.name(), mutant.content());
      if (file.isValid() != verdicts.get(i).accepted()) {
        differences.add(mutant + " is judged otherwise: " + text(mutant.content()));
      }
      if (file.isValid()) {
        accepted++;
        byte[] formatted = assertStable(mutant, file, Dialect.PACKER);
        assertStable(mutant, file, Dialect.TOFU);
        if (!Arrays.equals(formatted, verdicts.get(i).formatted())) {
          differences.add(mutant + " is formatted otherwise: " + text(mutant.content()));
        }
      }
    }
    System.out.printf(
        "hcl mutants: seed %d, %d mutants, %d accepted, %d differ from the library%n",
        seed, mutants.size(), accepted, differences.size());
    assertEquals(List.of(), differences);
    assertTrue(accepted > MUTANTS / 10, "mutants that are still valid");
  }

  @Test
  void mutantsAreJudgedAndFormattedAsTheToolsDo() throws Exception {
    long seed = Long.getLong("homelab.hcl.seed", 20261124);
    List<Source> mutants = new Mutations(Corpus.read(), seed).take(MUTANTS_FOR_THE_TOOLS);

    for (Dialect dialect : Dialect.values()) {
      RealFormatter.Outcome outcome = RealFormatter.run(dialect, mutants, scratch);
      Comparison comparison = compare(dialect, mutants, outcome);
      System.out.printf("hcl mutants: seed %d, fmt of %s: %s%n", seed, dialect, comparison);
      assertEquals(List.of(), comparison.differences);
    }
  }

  /** Broken files included: preflight looks at what it could read of them. */
  @Test
  void noMutantIsTooMuchForTheModel() throws Exception {
    long seed = Long.getLong("homelab.hcl.seed", 20261124);
    int findings = 0;
    for (Source mutant : new Mutations(Corpus.read(), seed).take(MUTANTS)) {
      HclFile file = Hcl.parse(mutant.name(), mutant.content());
      for (Dialect language : Dialect.values()) {
        HclModule module = HclModule.load(language, scratch, List.of(file));
        ModuleValues values = new ModuleValues(module, Map.of());
        findings +=
            module.findings().size()
                + SchemaCheck.check(values).size()
                + values.failures().size()
                + values.refusals().size()
                + ModuleCalls.check(values, folder -> Optional.of(module)).size();
      }
    }
    System.out.printf("hcl mutants: seed %d, %d findings of the model%n", seed, findings);
    assertTrue(findings > MUTANTS, "mutants that something is wrong with");
  }

  @Test
  void theTablesOfCharactersAreTheLibrarys() throws Exception {
    try (InputStream tables = Hcl.class.getResourceAsStream("characters.txt")) {
      assertEquals(
          new String(tables.readAllBytes(), StandardCharsets.UTF_8), Library.unicodeTables());
    }
  }

  /** Formats and checks that doing so again changes nothing and that the meaning is what it was. */
  private static byte[] assertStable(Source source, HclFile file, Dialect dialect) {
    byte[] formatted = HclFormatter.format(file, dialect).orElseThrow();
    HclFile again = Hcl.parse(source.name(), formatted);
    assertAll(
        "formatted for " + dialect + ": " + text(source.content()),
        () -> assertEquals(List.of(), again.problems()),
        () -> assertEquals(Meaning.of(file.body()), Meaning.of(again.body())),
        () ->
            assertEquals(
                text(formatted), text(HclFormatter.format(again, dialect).orElse(new byte[0]))));
    return formatted;
  }

  private static final class Comparison {
    int same;
    int refused;
    int spoilt;
    final List<String> differences = new ArrayList<>();

    @Override
    public String toString() {
      return same
          + " written alike, "
          + refused
          + " refused alike, "
          + spoilt
          + " spoilt by the tool and not by us, "
          + differences.size()
          + " differ";
    }
  }

  private static Comparison compare(
      Dialect dialect, List<Source> sources, RealFormatter.Outcome outcome) throws IOException {
    Comparison comparison = new Comparison();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      HclFile file = Hcl.parse(source.name(), source.content());
      boolean refused = outcome.refused().contains(i);
      if (file.isValid() == refused) {
        comparison.differences.add(source + " is judged otherwise: " + file.problems());
      } else if (refused) {
        comparison.refused++;
      } else {
        byte[] ours = HclFormatter.format(file, dialect).orElseThrow();
        byte[] theirs = outcome.contents().get(i);
        if (Arrays.equals(ours, theirs)) {
          comparison.same++;
        } else if (isSpoilt(file, theirs)) {
          comparison.spoilt++;
        } else {
          comparison.differences.add(
              source + "\n--- tool\n" + text(theirs) + "\n--- here\n" + text(ours));
        }
      }
    }
    return comparison;
  }

  /** Whether what the tool wrote is not what it read. */
  private static boolean isSpoilt(HclFile file, byte[] written) {
    HclFile result = Hcl.parse(file.name(), written);
    return !result.isValid() || !Meaning.of(file.body()).equals(Meaning.of(result.body()));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
