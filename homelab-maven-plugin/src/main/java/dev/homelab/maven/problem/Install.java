package dev.homelab.maven.problem;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How to get a program onto this machine.
 *
 * @param command what to type: "brew install"
 * @param what its last word: "opentofu"; empty when the command says everything
 */
public record Install(String command, String what) {

  /** As it is typed. */
  @Override
  public String toString() {
    return (command + " " + what).strip();
  }

  /** How to get all of them: each command once, with everything it installs. */
  public static String together(Collection<Install> installs) {
    Map<String, Set<String>> byCommand = new LinkedHashMap<>();
    for (Install install : installs) {
      byCommand
          .computeIfAbsent(install.command, command -> new LinkedHashSet<>())
          .add(install.what);
    }
    return byCommand.entrySet().stream()
        .map(e -> (e.getKey() + " " + String.join(" ", e.getValue())).strip())
        .collect(Collectors.joining("; "));
  }
}
