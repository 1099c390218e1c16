package dev.homelab.it.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the OpenTofu files and the rest of the tree promise each other. */
class OpenTofuFilesTest {

  private static final Path TERRAFORM = GeneratedTree.answered().resolve("terraform");
  private static final Path ENVIRONMENT = TERRAFORM.resolve("envs/k3s-single");
  private static final Path MODULE = TERRAFORM.resolve("modules/proxmox-vm");

  @Test
  void eachVariableOfTheEnvironmentIsAnAnswer() throws Exception {
    Set<String> variables = names("variable", ENVIRONMENT.resolve("variables.tf"));
    variables.remove("user_data");

    Set<String> answers = new TreeSet<>(answers().stringPropertyNames());

    assertTrue(answers.containsAll(variables), variables + " not all in " + answers);
  }

  @Test
  void theExampleListsEachVariableWithTheAnswersDefault() throws Exception {
    Properties answers = answers();
    Set<String> required = GeneratedTree.REQUIRED_ANSWERS.keySet();
    Set<String> listed = new TreeSet<>();

    for (MatchResult line :
        Pattern.compile("(?m)^# ([a-z0-9_]+) += (\"[^\"]*\"|\\S+)")
            .matcher(Files.readString(ENVIRONMENT.resolve("terraform.tfvars.example")))
            .results()
            .toList()) {
      String name = line.group(1);
      listed.add(name);
      if (answers.containsKey(name) && !required.contains(name)) {
        assertEquals(answers.getProperty(name), line.group(2).replace("\"", ""), name);
      }
    }

    assertEquals(names("variable", ENVIRONMENT.resolve("variables.tf")), listed);
  }

  @Test
  void theGlobalExampleListsOnlyVariablesThatTheEnvironmentHas() throws Exception {
    Set<String> variables = names("variable", ENVIRONMENT.resolve("variables.tf"));

    Set<String> listed =
        Pattern.compile("(?m)^# ([a-z0-9_]+) += ")
            .matcher(Files.readString(TERRAFORM.resolve("globals.tfvars.example")))
            .results()
            .map(line -> line.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(listed.size() > 5, listed.toString());
    assertTrue(variables.containsAll(listed), listed + " not all in " + variables);
  }

  @Test
  void theModulesReadmeNamesEachInputAndOutput() throws Exception {
    String readme = Files.readString(MODULE.resolve("README.md"));
    Set<String> expected = names("variable", MODULE.resolve("variables.tf"));
    expected.addAll(names("output", MODULE.resolve("outputs.tf")));

    String tables =
        readme.substring(readme.indexOf("## Inputs"), readme.indexOf("## What a change does"));
    Set<String> documented =
        Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
            .matcher(tables)
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(expected, documented);
  }

  @Test
  void eachVariableSaysWhatItIsAndIsNeverNull() throws Exception {
    for (Path file : Set.of(ENVIRONMENT, MODULE)) {
      String text = Files.readString(file.resolve("variables.tf"));
      for (String variable : text.split("(?m)^variable ")) {
        if (variable.startsWith("\"")) {
          assertTrue(
              variable.matches("(?s)\"[a-z0-9_]+\" \\{\n  description = \"[^\n]{20,}\"\n.*"),
              variable);
          assertTrue(variable.contains("\n  nullable    = false\n"), variable);
        }
      }
    }
  }

  private static Set<String> names(String block, Path file) throws IOException {
    return Pattern.compile("(?m)^" + block + " \"([a-z0-9_]+)\" \\{")
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties answers() throws IOException {
    Properties answers = new Properties();
    try (Reader reader =
        Files.newBufferedReader(GeneratedTree.answered().resolve("homelab.properties"))) {
      answers.load(reader);
    }
    return answers;
  }
}
