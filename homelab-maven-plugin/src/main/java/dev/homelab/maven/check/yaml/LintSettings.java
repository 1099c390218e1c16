package dev.homelab.maven.check.yaml;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What the tree's .yamllint asks for.
 *
 * <p>Which files are left out is decided here and not in the library: yamllint writes such patterns
 * as .gitignore does, the library takes them for regular expressions, and {@code *.enc.yaml} is
 * none.
 */
final class LintSettings {

  static final Rule RULE =
      Rule.error(
          "yaml/settings",
          "yamllint refuses to run with such settings, so nobody sees the style's faults.");

  /** As yamllint looks for them. */
  private static final List<String> FILES = List.of(".yamllint", ".yamllint.yaml", ".yamllint.yml");

  private static final String DEFAULT = "extends: default\n";

  private final String forLibrary;
  private final IgnorePatterns files;
  private final IgnorePatterns ignored;
  private final Map<String, IgnorePatterns> ignoredByRule = new HashMap<>();

  /** The settings are wrong. */
  static final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    Unusable(Location where, String message, String fix) {
      super(message);
      finding = RULE.at(where, message, fix);
    }

    Finding finding() {
      return finding;
    }
  }

  private LintSettings(Tree tree, Map<String, Object> settings) {
    files =
        settings.get("yaml-files") instanceof List<?> list
            ? new IgnorePatterns(list.stream().map(String::valueOf).toList())
            : new IgnorePatterns(List.of("*.yaml", "*.yml", ".yamllint"));
    settings.remove("yaml-files");
    ignored = takeIgnored(tree, settings);
    if (settings.get("rules") instanceof Map<?, ?> rules) {
      rules.forEach((rule, options) -> ignoredByRule.put(rule + "", takeIgnored(tree, options)));
    }
    Object base = settings.get("extends");
    if (base instanceof String path && path.contains("/")) {
      settings.put("extends", tree.root().toAbsolutePath().resolve(path).toString());
    }
    forLibrary = new Yaml().dump(settings);
  }

  /** The settings file of this tree. */
  static Optional<SourceFile> file(Tree tree) {
    return FILES.stream().flatMap(name -> tree.file(name).stream()).findFirst();
  }

  /** Reads the tree's settings; yamllint's own when it has none. */
  static LintSettings of(Tree tree) throws Unusable {
    Optional<SourceFile> file = file(tree);
    return file.isEmpty()
        ? new LintSettings(tree, new LinkedHashMap<>(Map.of("extends", "default")))
        : new LintSettings(tree, read(file.get()));
  }

  /** Settings under which every file is read and none is judged by its looks. */
  static LintSettings syntaxOnly(Tree tree) {
    return new LintSettings(tree, new LinkedHashMap<>(Map.of("rules", Map.of())));
  }

  /** The library does not take the settings; its reason quotes the name it stumbled over. */
  static Unusable refused(Tree tree, String why) {
    SourceFile file = file(tree).orElseThrow();
    Matcher quoted = Pattern.compile("\"([^\"]+)\"").matcher(why);
    Location where =
        quoted.find()
            ? YamlFile.read(file).documents().stream()
                .flatMap(document -> keys(document, 3))
                .filter(key -> key.text().orElse("").equals(quoted.group(1)))
                .findFirst()
                .map(YamlValue::location)
                .orElse(file.location())
            : file.location();
    return new Unusable(
        where,
        "yamllint does not take these settings: " + why,
        "see its rules and their options at https://yamllint.readthedocs.io/en/stable/rules.html");
  }

  private static Stream<YamlValue> keys(YamlValue value, int depth) {
    return depth == 0
        ? Stream.empty()
        : value.entries().stream()
            .flatMap(e -> Stream.concat(Stream.of(e.key()), keys(e.value(), depth - 1)));
  }

  @SuppressWarnings("unchecked") // its keys are checked
  private static Map<String, Object> read(SourceFile file) throws Unusable {
    Object settings;
    try {
      settings =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(file.text().orElse(DEFAULT));
    } catch (MarkedYAMLException e) {
      YamlFile.Broken broken = YamlFile.broken(file, e);
      throw new Unusable(
          broken.where(), file.name() + " is not YAML: " + broken.what(), "mend this line");
    } catch (YAMLException e) {
      throw new Unusable(
          file.location(), file.name() + " is not YAML: " + e.getMessage(), "write it anew");
    }
    if (!(settings instanceof Map<?, ?> map)
        || !map.keySet().stream().allMatch(String.class::isInstance)) {
      throw new Unusable(
          file.location(), file.name() + " holds no settings", "write at least: extends: default");
    }
    return new LinkedHashMap<>((Map<String, Object>) map);
  }

  /** Takes ignore and ignore-from-file out of the options, which then are the library's. */
  private static IgnorePatterns takeIgnored(Tree tree, Object options) {
    List<String> patterns = new ArrayList<>();
    if (options instanceof Map<?, ?> map) {
      for (String text : strings(map.remove("ignore"))) {
        patterns.addAll(text.lines().toList());
      }
      for (String path : strings(map.remove("ignore-from-file"))) {
        patterns.addAll(tree.file(path).map(SourceFile::lines).orElse(List.of()));
      }
    }
    return new IgnorePatterns(patterns);
  }

  private static List<String> strings(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  /** Whether yamllint would look at this file. */
  boolean concern(SourceFile file) {
    return files.match(file.path()) && !ignored.match(file.path());
  }

  /** Whether this file is left out of one of yamllint's rules. */
  boolean ignores(SourceFile file, String rule) {
    return ignoredByRule.containsKey(rule) && ignoredByRule.get(rule).match(file.path());
  }

  /** What is left of the settings for the library. */
  String forLibrary() {
    return forLibrary;
  }
}
