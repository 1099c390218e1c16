package dev.homelab.maven.check.yaml;

import com.github.sbaudoin.yamllint.LintProblem;
import com.github.sbaudoin.yamllint.Linter;
import com.github.sbaudoin.yamllint.YamlLintConfig;
import com.github.sbaudoin.yamllint.YamlLintConfigException;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The yamllint library, the only class that knows it.
 *
 * <p>The library keeps its rules in an unguarded map per JVM and writes each new settings' options
 * into them, so everything here holds one lock.
 */
final class YamlLint {

  /**
   * What a file may cost. The library copies the whole text for each comment, and compares each key
   * with every other of its mapping: beyond this, memory or patience ends.
   */
  static final int MAX_LENGTH = 1 << 18;

  private static final long MAX_COPIED = 100L << 20;

  /** Its name here for what is not YAML at all. */
  static final String SYNTAX = "syntax";

  private static final Object LOCK = new Object();

  private final YamlLintConfig config;

  /**
   * What it says of a place.
   *
   * @param rule yamllint's name of the rule, or {@link #SYNTAX}
   */
  record Complaint(int line, int column, boolean error, String rule, String text) {}

  /** The library cannot judge this: not a fault of the file's. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /** Takes the settings, or says what is wrong with them. */
  YamlLint(String settings) throws Refused {
    synchronized (LOCK) {
      config = configure(settings);
    }
  }

  private static YamlLintConfig configure(String settings) throws Refused {
    try {
      return new YamlLintConfig(settings);
    } catch (YamlLintConfigException e) {
      throw new Refused(e.getMessage().replaceFirst("^invalid(?: \\w+)? config: ", ""));
    } catch (RuntimeException e) {
      // It casts what it has not looked at: "rules" that is a list, an option without a value.
      throw new Refused("a value of another kind than yamllint expects");
    }
  }

  /** Everything it says of a text. */
  List<Complaint> judge(String text) throws Refused {
    if (tooCostly(text)) {
      throw new Refused("too large for yamllint: only its syntax was looked at");
    }
    synchronized (LOCK) {
      try {
        List<Complaint> complaints = new ArrayList<>();
        for (LintProblem problem : Linter.run(text, config, new Yaml())) {
          complaints.add(complaint(problem));
        }
        return complaints;
      } catch (YAMLException e) {
        return List.of(); // what YAML does not allow at all is told by YamlFile, with its place
      } catch (RuntimeException e) {
        throw new Refused("yamllint stumbles over it (" + e.getClass().getSimpleName() + ")");
      }
    }
  }

  private static Complaint complaint(LintProblem problem) {
    boolean syntax = problem.getRuleId() == null;
    return new Complaint(
        problem.getLine(),
        problem.getColumn(),
        Linter.ERROR_LEVEL.equals(problem.getLevel()),
        syntax ? SYNTAX : problem.getRuleId(),
        syntax ? problem.getDesc().replaceFirst("^syntax error: ", "") : problem.getDesc());
  }

  private static boolean tooCostly(String text) {
    if (text.length() > MAX_LENGTH) {
      return true;
    }
    long comments = text.lines().filter(line -> line.indexOf('#') >= 0).count();
    return comments * text.length() > MAX_COPIED;
  }
}
