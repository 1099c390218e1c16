package dev.homelab.maven.check.tree;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** Asks whether the environment of the answers, every other one, and the modules are there. */
final class TerraformFolders {

  static final Rule MISSING_ENVIRONMENT =
      Rule.error(
          "tree/missing-environment",
          "Every goal that touches machines works in the folder that the answer names.");
  static final Rule EMPTY =
      Rule.error("tree/empty-module", "OpenTofu takes a folder without a .tf file for a mistake.");

  private static final String ENVIRONMENTS = "terraform/envs";
  private static final String MODULES = "terraform/modules";

  private TerraformFolders() {}

  static List<Finding> judge(Lab lab) {
    List<Finding> findings = new ArrayList<>();
    Tree tree = lab.tree();
    String environment = lab.environment();
    boolean named = !environment.isBlank() && !environment.contains("CHANGEME");
    if (named && !tree.hasFolder(ENVIRONMENTS + "/" + environment)) {
      findings.add(missing(lab));
    }
    findings.addAll(withoutCode(tree, ENVIRONMENTS, environment));
    findings.addAll(withoutCode(tree, MODULES, "proxmox-vm"));
    return findings;
  }

  private static Finding missing(Lab lab) {
    String environment = lab.environment();
    List<String> there = lab.tree().foldersIn(ENVIRONMENTS);
    String fix =
        DidYouMean.among(there, environment)
            .map(name -> "did you mean '" + name + "'?")
            .orElse(
                there.isEmpty()
                    ? "git checkout HEAD -- " + ENVIRONMENTS
                    : "name one that exists (" + String.join(", ", there) + "), or copy one");
    Location where =
        lab.answers()
            .get("environment")
            .filter(answer -> answer.value().equals(environment))
            .map(answer -> answer.valueLocation())
            .orElse(Location.of(ENVIRONMENTS + "/" + environment));
    return MISSING_ENVIRONMENT.at(
        where,
        "environment '" + environment + "' has no folder " + ENVIRONMENTS + "/" + environment,
        fix);
  }

  /** The files of the environment in use and of proxmox-vm are asked for one by one elsewhere. */
  private static List<Finding> withoutCode(Tree tree, String parent, String exceptFor) {
    List<Finding> findings = new ArrayList<>();
    for (String name : tree.foldersIn(parent)) {
      String folder = parent + "/" + name;
      boolean code =
          tree.filesBelow(folder).stream()
              .anyMatch(file -> file.folder().equals(folder) && file.endsWith(".tf"));
      if (!code && !name.equals(exceptFor)) {
        findings.add(
            EMPTY.at(
                Location.of(folder),
                "the folder '" + name + "' holds no .tf file",
                "write its main.tf, or remove the folder"));
      }
    }
    return findings;
  }
}
