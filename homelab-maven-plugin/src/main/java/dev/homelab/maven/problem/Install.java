package dev.homelab.maven.problem;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How to get a program onto this machine.
 *
 * @param command what to type: "brew install"
 * @param what its last word: "opentofu"; empty when the command says everything
 */
public record Install(String command, String what) {

  private static final String SEE = "see";

  /** By hand, as that page tells. */
  public static Install see(String page) {
    return new Install(SEE, page);
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return (command + " " + what).strip();
  }

  /**
   * How to get many in few words: the command that brings most of them, with everything it brings,
   * and where the rest is told.
   */
  public static String together(Collection<Install> installs) {
    Map<String, Set<String>> byCommand = new LinkedHashMap<>();
    for (Install install : installs) {
      byCommand
          .computeIfAbsent(install.command, command -> new LinkedHashSet<>())
          .add(install.what);
    }
    String most = "";
    long count = 0;
    for (String command : byCommand.keySet()) {
      long brings = installs.stream().filter(i -> i.command.equals(command)).count();
      if (!command.equals(SEE) && brings > count) {
        most = command;
        count = brings;
      }
    }
    String rest = count == installs.size() ? "" : "see README.md";
    String all = (most + " " + String.join(" ", byCommand.getOrDefault(most, Set.of()))).strip();
    return all.isEmpty() || rest.isEmpty() ? all + rest : all + "; " + rest;
  }
}
