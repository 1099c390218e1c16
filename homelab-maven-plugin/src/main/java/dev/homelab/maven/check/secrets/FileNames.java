package dev.homelab.maven.check.secrets;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks for files that hold secrets by their nature. */
final class FileNames {

  static final Rule ENV_FILE =
      Rule.error("secrets/env-file", "An .env file exists to hold what must not be in git.");
  static final Rule STATE =
      Rule.error(
          "secrets/state-file",
          "OpenTofu writes every value into its state and its plans, passwords too, in plain text.");
  static final Rule KUBECONFIG =
      Rule.error("secrets/kubeconfig", "Whoever reads it is the administrator of the cluster.");

  private static final Pattern ENV = Pattern.compile("\\.env(\\..*)?|.+\\.env");
  private static final Pattern HARMLESS = Pattern.compile(".*\\.(example|sample|template|dist)");
  private static final Pattern STATES =
      Pattern.compile(".*\\.(tfstate|tfplan)(\\..*)?|\\.terraform\\.tfstate\\.lock\\.info");

  private static final String FORGET =
      "name it in .gitignore; if git has it already: git rm --cached, and change the secrets in it";

  private FileNames() {}

  static Optional<Finding> judge(SourceFile file, Found found) {
    String name = file.name();
    if (HARMLESS.matcher(name).matches()) {
      return Optional.empty();
    }
    if (ENV.matcher(name).matches()) {
      return Optional.of(ENV_FILE.at(file.location(), "is an .env file", FORGET));
    }
    if (STATES.matcher(name).matches()) {
      return Optional.of(
          STATE.at(file.location(), "is OpenTofu's state or plan, which holds secrets", FORGET));
    }
    boolean told = found.findings().stream().anyMatch(f -> f.rule() == KUBECONFIG);
    if (!told && isKubeconfig(name, found.text())) {
      return Optional.of(KUBECONFIG.at(file.location(), "is a kubeconfig", FORGET));
    }
    return Optional.empty();
  }

  private static boolean isKubeconfig(String name, String text) {
    return (name.contains("kubeconfig") || name.equals("k3s.yaml"))
        && text.contains("clusters:")
        && text.contains("users:");
  }
}
