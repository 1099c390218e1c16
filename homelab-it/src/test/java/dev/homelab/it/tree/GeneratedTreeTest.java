package dev.homelab.it.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archetype makes: these files, these bytes, these run bits, however often. */
class GeneratedTreeTest {

  private static final List<String> FILES =
      """
      .editorconfig
      .gitignore
      .mvn/jvm.config
      .yamllint
      Makefile
      README.md
      homelab.properties
      k8s/argo/app-of-apps.yaml
      k8s/argo/projects/default-project.yaml
      k8s/clusters/home/apps/kustomization.yaml
      k8s/clusters/home/bootstrap/argocd-install.yaml
      k8s/clusters/home/bootstrap/kustomization.yaml
      k8s/clusters/home/infra/kustomization.yaml
      k8s/clusters/home/infra/phpipam/application.yaml
      k8s/clusters/home/infra/phpipam/kustomization.yaml
      k8s/clusters/home/infra/phpipam/namespace.yaml
      k8s/clusters/home/infra/phpipam/values.yaml
      k8s/clusters/home/kustomization.yaml
      packer/alma9-k3s-optimized/http/ks.cfg
      packer/alma9-k3s-optimized/packer.pkr.hcl
      packer/alma9-k3s-optimized/scripts/cleanup.sh
      packer/alma9-k3s-optimized/scripts/guest-agent.sh
      packer/alma9-k3s-optimized/scripts/hardening-oscap.sh
      packer/alma9-k3s-optimized/scripts/k3s-install.sh
      packer/alma9-k3s-optimized/scripts/os-update.sh
      packer/alma9-k3s-optimized/variables.pkr.hcl
      packer/common.pkr.hcl
      pom.xml
      scripts/preflight.sh
      terraform/envs/k3s-single/main.tf
      terraform/envs/k3s-single/outputs.tf
      terraform/envs/k3s-single/terraform.tfvars.example
      terraform/envs/k3s-single/variables.tf
      terraform/globals.tfvars.example
      terraform/modules/proxmox-vm/README.md
      terraform/modules/proxmox-vm/main.tf
      terraform/modules/proxmox-vm/outputs.tf
      terraform/modules/proxmox-vm/variables.tf
      terraform/modules/proxmox-vm/versions.tf
      """
          .lines()
          .toList();

  /** They hold answers; all others are the archetype's own bytes. */
  private static final List<String> FILTERED =
      List.of(
          "homelab.properties",
          "pom.xml",
          "k8s/argo/app-of-apps.yaml",
          "k8s/argo/projects/default-project.yaml",
          "k8s/clusters/home/infra/phpipam/application.yaml");

  private static final Path RESOURCES =
      Path.of("../homelab-archetype/src/main/resources/archetype-resources");

  @TempDir Path folder;

  @Test
  void hasTheFilesOfItsDescriptionAndNoOthers() throws IOException {
    assertEquals(FILES, files(GeneratedTree.untouched()));
  }

  @Test
  void isTheSameWhenItIsMadeAgain() throws IOException {
    Path again = GeneratedTree.generate(folder.resolve("again"), GeneratedTree.REQUIRED_ANSWERS);

    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(GeneratedTree.answered().resolve(file)),
          Files.readAllBytes(again.resolve(file)),
          file);
    }
  }

  @Test
  void isCopiedByteForByteExceptWhereAnswersStand() throws IOException {
    for (String file : FILES) {
      if (!FILTERED.contains(file)) {
        assertArrayEquals(
            Files.readAllBytes(RESOURCES.resolve(file.replace("k3s-single", "__environment__"))),
            Files.readAllBytes(GeneratedTree.answered().resolve(file)),
            file);
      }
    }
  }

  @Test
  void losesNothingOfTheFilesWithAnswersButThePlaceholders() throws IOException {
    for (String file : FILTERED) {
      String template = Files.readString(RESOURCES.resolve(file));
      String made = Files.readString(GeneratedTree.answered().resolve(file));

      assertEquals(template.lines().count(), made.lines().count(), file);
      assertFalse(made.contains("${"), file + " still has a placeholder");
      assertFalse(made.contains("@project"), file + " still has a placeholder of the build");
    }
  }

  @Test
  void hasUnixLineEndsEverywhere() throws IOException {
    for (String file : FILES) {
      String text =
          Files.readString(GeneratedTree.answered().resolve(file), StandardCharsets.UTF_8);
      assertFalse(text.contains("\r"), file);
      assertTrue(text.endsWith("\n"), file);
    }
  }

  @Test
  void letsItsScriptsRun() {
    for (String file : FILES) {
      assertEquals(
          file.endsWith(".sh"), Files.isExecutable(GeneratedTree.answered().resolve(file)), file);
    }
  }

  @Test
  void putsTheAnswersWhereTheyBelong() throws IOException {
    Path lab =
        GeneratedTree.answeredWith(
            Map.of("environment", "lab-east", "bridge", "vmbr7", "git_revision", "production"));

    assertTrue(Files.isDirectory(lab.resolve("terraform/envs/lab-east")));
    assertFalse(Files.exists(lab.resolve("terraform/envs/k3s-single")));
    String answers = Files.readString(lab.resolve("homelab.properties"));
    assertTrue(answers.contains("\nenvironment = lab-east\n"));
    assertTrue(answers.contains("\nbridge = vmbr7\n"));
    for (String file :
        List.of("k8s/argo/app-of-apps.yaml", "k8s/clusters/home/infra/phpipam/application.yaml")) {
      String text = Files.readString(lab.resolve(file));
      assertTrue(text.contains("https://git.example.org/me/lab.git"), file);
      assertTrue(text.contains("production"), file);
    }
  }

  @Test
  void marksWhatMustBeFilledInAndNothingElse() throws IOException {
    List<String> marked = new java.util.ArrayList<>();
    for (String file : files(GeneratedTree.answered())) {
      if (Files.readString(GeneratedTree.answered().resolve(file)).contains("CHANGEME")) {
        marked.add(file);
      }
    }
    // Its head says what the marker means.
    assertEquals(List.of("homelab.properties"), marked);
  }

  @Test
  void givesGitEverythingButWhatItIgnores() throws Exception {
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), folder.resolve("lab with spaces"));
    // What goals, tools and people leave behind, and git must not take.
    for (String ignored :
        List.of(
            "target/homelab/report.json",
            ".homelab/state.json",
            ".kube/k3s-single.yaml",
            "packer/alma9-k3s-optimized/common.pkr.hcl",
            "packer/alma9-k3s-optimized/manifest.json",
            "terraform/envs/k3s-single/terraform.tfstate",
            "terraform/envs/k3s-single/terraform.tfstate.backup",
            "terraform/envs/k3s-single/terraform.tfvars",
            "terraform/envs/k3s-single/apply.tfplan",
            "terraform/envs/k3s-single/.terraform/modules/modules.json",
            "terraform/globals.tfvars",
            "k8s/clusters/home/infra/phpipam/charts/app-template-4.1.1/Chart.yaml")) {
      Files.createDirectories(lab.resolve(ignored).getParent());
      Files.writeString(lab.resolve(ignored), "x\n");
    }
    // What tofu makes and git must take.
    Files.writeString(lab.resolve("terraform/envs/k3s-single/.terraform.lock.hcl"), "# lock\n");

    run(lab, "git", "init", "--quiet");
    run(lab, "git", "add", "--all");
    TreeSet<String> taken = new TreeSet<>(run(lab, "git", "ls-files").lines().toList());

    TreeSet<String> expected = new TreeSet<>(FILES);
    expected.add("terraform/envs/k3s-single/.terraform.lock.hcl");
    assertEquals(expected, taken);
  }

  private static List<String> files(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths
          .filter(Files::isRegularFile)
          .map(file -> tree.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
