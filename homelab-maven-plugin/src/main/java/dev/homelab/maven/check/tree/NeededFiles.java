package dev.homelab.maven.check.tree;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the files that goals and make targets stop without.
 *
 * <p>What can be taken out on purpose (phpIPAM, a provisioning script, the example files) is asked
 * for only as long as another file names it. homelab.properties belongs to the check of answers.
 */
final class NeededFiles {

  static final Rule MISSING_FILE =
      Rule.error("tree/missing-file", "A goal or a make target that needs it stops half-way.");

  private static final String PACKER = "packer/alma9-k3s-optimized/";
  private static final String MODULE = "terraform/modules/proxmox-vm/";
  private static final String TEMPLATE = PACKER + "packer.pkr.hcl";
  private static final String ROOT_APP = "k8s/argo/app-of-apps.yaml";

  /**
   * A file that must be there.
   *
   * @param why what it does, as the end of "is missing: it ..."
   * @param user the file that uses it; without one it is needed in any case
   * @param word how the user names it
   */
  private record Needed(String path, String why, Optional<String> user, String word) {

    static Needed always(String path, String why) {
      return new Needed(path, why, Optional.empty(), "");
    }

    static Needed whileNamed(String path, String why, String user, String word) {
      return new Needed(path, why, Optional.of(user), word);
    }

    boolean in(Tree tree) {
      return user.flatMap(tree::file)
          .flatMap(SourceFile::text)
          .map(text -> text.contains(word))
          .orElse(true);
    }
  }

  private static final List<Needed> NEEDED =
      List.of(
          Needed.always(".gitignore", "keeps state files, keys and kubeconfigs out of git"),
          Needed.always("Makefile", "runs every step for people without Maven"),
          Needed.always("pom.xml", "makes the folder a homelab for Maven"),
          Needed.always("scripts/preflight.sh", "is what make preflight runs"),
          Needed.always("packer/common.pkr.hcl", "holds the image's name for packer"),
          Needed.always(TEMPLATE, "says how packer builds the image"),
          Needed.always(PACKER + "variables.pkr.hcl", "declares what the packer template uses"),
          Needed.whileNamed(
              PACKER + "http/ks.cfg", "installs AlmaLinux unattended", TEMPLATE, "http/ks.cfg"),
          script("os-update.sh", "brings the image up to date"),
          script("guest-agent.sh", "tells packer and OpenTofu the machine's address"),
          script("hardening-oscap.sh", "is run while the image is built"),
          script("k3s-install.sh", "installs k3s into the image"),
          script("cleanup.sh", "takes keys and identity out of the image"),
          Needed.always(MODULE + "main.tf", "makes the machine"),
          Needed.always(MODULE + "variables.tf", "declares the module's inputs"),
          Needed.always(MODULE + "outputs.tf", "tells the machine's address"),
          Needed.always(MODULE + "versions.tf", "pins the Proxmox provider"),
          Needed.always(ROOT_APP, "is the application that make argo applies"),
          Needed.always(
              "k8s/argo/projects/default-project.yaml",
              "is the Argo CD project that make argo applies"),
          Needed.always(
              "k8s/clusters/home/bootstrap/kustomization.yaml",
              "is what make k8s-bootstrap applies"),
          Needed.whileNamed(
              "k8s/clusters/home/bootstrap/argocd-install.yaml",
              "installs Argo CD",
              "k8s/clusters/home/bootstrap/kustomization.yaml",
              "argocd-install.yaml"),
          Needed.whileNamed(
              "k8s/clusters/home/kustomization.yaml",
              "is where Argo CD begins to read",
              ROOT_APP,
              "k8s/clusters/home"));

  private static final List<String> ENVIRONMENT = List.of("main.tf", "variables.tf", "outputs.tf");

  private NeededFiles() {}

  private static Needed script(String name, String why) {
    return Needed.whileNamed(PACKER + "scripts/" + name, why, TEMPLATE, name);
  }

  /** Whether the absence of this file is told by this check. */
  static boolean contain(String path) {
    return NEEDED.stream().anyMatch(needed -> needed.path().equals(path));
  }

  static List<Finding> judge(Lab lab) {
    List<Finding> findings = new ArrayList<>();
    for (Needed needed : NEEDED) {
      if (needed.in(lab.tree())) {
        judge(lab.tree(), needed.path(), needed.why()).ifPresent(findings::add);
      }
    }
    String environment = "terraform/envs/" + lab.environment();
    if (lab.tree().hasFolder(environment)) {
      for (String name : ENVIRONMENT) {
        judge(lab.tree(), environment + "/" + name, "is a part of the environment in use")
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Finding> judge(Tree tree, String path, String why) {
    // A link at its place is a file for every tool; that it is one is told by another rule.
    if (tree.file(path).isPresent() || tree.links().contains(path)) {
      return Optional.empty();
    }
    if (Files.exists(tree.root().resolve(path), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(
          MISSING_FILE.at(
              Location.of(path),
              "is there, but git would not take it: it " + why,
              "let no .gitignore name it, and let it be a plain file (git check-ignore -v "
                  + path
                  + ")"));
    }
    return Optional.of(
        MISSING_FILE.at(
            Location.of(path),
            "is missing: it " + why,
            "git checkout HEAD -- " + path + ", or copy it from a newly generated homelab"));
  }
}
