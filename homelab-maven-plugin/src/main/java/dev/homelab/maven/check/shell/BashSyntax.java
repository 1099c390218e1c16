package dev.homelab.maven.check.shell;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.process.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets bash parse the scripts, where there is a bash.
 *
 * <p>One bash is started for all of them, without input and without an exported function or
 * BASH_ENV of its user, which would otherwise run. It names each script by its number, between
 * NULs, so that no file name and no message can be taken for another.
 */
final class BashSyntax {

  static final Rule SYNTAX =
      Rule.error("shell/syntax", "Bash runs a script up to such a line and stops in the middle.");

  /**
   * What bash said.
   *
   * @param said how it went, for the console: "parsed by bash"
   */
  record Verdict(List<Finding> findings, String said) {}

  // extglob changes what parses, and the script's own shopt is not run by -n.
  private static final String LOOP =
      "i=0; for f; do printf '\\0%s\\0' \"$i\"; i=$((i+1));"
          + " case $f in -*) o=-O;; *) o=+O;; esac;"
          + " \"$BASH\" $o extglob -n \"./${f#?}\" 2>&1; done; printf '\\0done\\0'";

  private static final Pattern MESSAGE = Pattern.compile("line (\\d{1,9}): (.*)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
  private static final int SCRIPTS_AT_ONCE = 100;
  private static final int MOST_OUTPUT = 1 << 20;

  private final Path bash;
  private final Runner runner;
  private final Duration patience;

  BashSyntax(Path bash, Runner runner, Duration patience) {
    this.bash = bash;
    this.runner = runner;
    this.patience = patience;
  }

  /** The bash on the PATH of that environment. */
  static Optional<BashSyntax> find(Map<String, String> environment) {
    return SearchPath.of(environment)
        .first("bash")
        .map(
            bash ->
                new BashSyntax(
                    bash,
                    new Runner(environment, new Secrets(), Optional.empty()),
                    Duration.ofSeconds(10)));
  }

  /** What it says to these scripts. Those that Windows wrote are left to the check of text. */
  Verdict judge(Path root, List<Script> scripts) {
    List<Script> parsed = scripts.stream().filter(s -> !s.hasCarriageReturns()).toList();
    List<Finding> findings = new ArrayList<>();
    long deadline = System.nanoTime() + patience.toNanos();
    for (int i = 0; i < parsed.size(); i += SCRIPTS_AT_ONCE) {
      List<Script> some = parsed.subList(i, Math.min(parsed.size(), i + SCRIPTS_AT_ONCE));
      try {
        Result result = parse(root, some, deadline);
        findings.addAll(findings(result.output(), some));
        if (!result.output().endsWith("\0done\0\n")) {
          return new Verdict(findings, said(result));
        }
      } catch (HomelabException e) {
        return new Verdict(findings, "bash could not be started");
      }
    }
    return new Verdict(findings, "parsed by bash");
  }

  private String said(Result result) {
    return switch (result.end()) {
      case FLOODED -> "bash said too much";
      case TIMED_OUT -> "bash gave no answer in " + patience.toSeconds() + " s";
      default -> result.ending();
    };
  }

  private Result parse(Path root, List<Script> scripts, long deadline) throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("-c", LOOP, "bash"));
    for (Script script : scripts) {
      boolean extglob = script.file().text().orElse("").contains("extglob");
      arguments.add((extglob ? "-" : "+") + script.file().path());
    }
    return runner.run(
        Command.of(bash, arguments)
            .in(root)
            .with("LC_ALL", "C")
            .within(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))
            .printingAtMost(MOST_OUTPUT));
  }

  private static List<Finding> findings(String output, List<Script> scripts) {
    List<Finding> findings = new ArrayList<>();
    String[] parts = output.split("\0", -1); // "", "0", what it said, "", "1", ...
    for (int i = 1; i + 1 < parts.length; i += 2) {
      int number = NUMBER.matcher(parts[i]).matches() ? Integer.parseInt(parts[i]) : -1;
      if (number >= 0 && number < scripts.size() && !parts[i + 1].isBlank()) {
        findings.add(finding(scripts.get(number), parts[i + 1]));
      }
    }
    return findings;
  }

  /** The first message says what is wrong; the ones after it quote the line or follow from it. */
  private static Finding finding(Script script, String said) {
    Matcher matcher = MESSAGE.matcher(said);
    boolean found = matcher.find();
    int line = found ? Integer.parseInt(matcher.group(1)) : 0;
    String message = found ? matcher.group(2) : said.strip();
    return SYNTAX.at(
        script.file().location(Math.min(line, script.lines().size())),
        "bash: " + message,
        "mend the line, or the quote or block that is open above it");
  }
}
