package dev.homelab.it.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import dev.homelab.it.tree.Lab.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/preflight.sh with tools that are missing, satisfied, unhappy or offline. */
class PreflightScriptTest {

  @TempDir Path scratch;

  private Lab lab;

  @BeforeEach
  void generate() throws IOException {
    lab = Lab.of(GeneratedTree.answered(), scratch);
  }

  @Test
  void namesEachMissingToolAndPasses() throws Exception {
    assertEquals(
        new Run(
            0,
            """
            homelab preflight: %s
              answers                      ok
              make -n of all targets       ok
              packer                       skipped: not on this machine
              tofu                         skipped: not on this machine
              kustomize                    skipped: not on this machine (kubectl would do)
              shellcheck                   skipped: not on this machine
              shfmt                        skipped: not on this machine
              yamllint                     skipped: not on this machine
              ksvalidator                  skipped: not on this machine (pip install pykickstart)
            0 with findings, 7 skipped
            """
                .formatted(lab.folder.toRealPath()),
            ""),
        lab.run("bash", "scripts/preflight.sh"));
  }

  @Test
  void reportsAllFindingsInOneRun() throws Exception {
    lab.withTool("shellcheck", "echo 'os-update.sh line 3: SC2086'; exit 1\n")
        .withTool("tofu", "case $1 in fmt) echo main.tf; exit 3;; esac\n")
        .withTool("yamllint", "");

    Run run = lab.run("bash", "scripts/preflight.sh");

    assertEquals(1, run.exitCode());
    assertTrue(
        run.out()
            .contains(
                "  shellcheck                   FINDINGS\n      os-update.sh line 3: SC2086\n"),
        run.out());
    assertTrue(
        run.out().contains("  tofu fmt                     FINDINGS\n      main.tf\n"), run.out());
    assertTrue(run.out().contains("  tofu validate k3s-single     ok\n"), run.out());
    assertTrue(run.out().contains("  yamllint                     ok\n"), run.out());
    assertTrue(run.out().endsWith("2 with findings, 4 skipped\n"), run.out());
  }

  @Test
  void aProviderThatCannotBeFetchedIsSkippedAndAWrongFileIsAFinding() throws Exception {
    lab.withTool(
        "tofu",
        "case \"$*\" in *' init '*) echo 'dial tcp: lookup registry: no such host' >&2; exit 1;; esac\n");
    Run offline = lab.run("bash", "scripts/preflight.sh");
    lab.withTool(
        "tofu",
        "case \"$*\" in *' init '*) echo 'Error: Unsupported block type' >&2; exit 1;; esac\n");
    Run broken = lab.run("bash", "scripts/preflight.sh");

    assertEquals(0, offline.exitCode(), offline.out());
    assertTrue(
        offline
            .out()
            .contains(
                "  tofu validate k3s-single     skipped: the provider cannot be fetched:"
                    + " make tf-init once, when online\n"),
        offline.out());
    assertEquals(1, broken.exitCode(), broken.out());
    assertTrue(broken.out().contains("      Error: Unsupported block type\n"), broken.out());
  }

  @Test
  void aFindingInTheCopyNamesTheFileInTheTree() throws Exception {
    lab.withTool(
        "packer", "case $1 in validate) echo \"on $3/packer.pkr.hcl line 39\"; exit 1 ;; esac\n");

    Run run = lab.run("bash", "scripts/preflight.sh");

    assertEquals(1, run.exitCode());
    assertTrue(
        run.out().contains("      on packer/alma9-k3s-optimized/packer.pkr.hcl line 39\n"),
        run.out());
  }

  @Test
  void saysWhichAnswersAreMissingAndGoesOn() throws Exception {
    Lab unanswered = Lab.of(GeneratedTree.untouched(), scratch.resolve("unanswered"));

    Run run = unanswered.run("bash", "scripts/preflight.sh");

    assertEquals(0, run.exitCode());
    assertTrue(
        run.out()
            .contains(
                "  answers                      not given yet:"
                    + " proxmox_url proxmox_node ssh_public_key git_repo_url \n"),
        run.out());
  }

  @Test
  void changesNothingInTheTree() throws Exception {
    lab.withTool("tofu", "test \"$1\" = fmt || touch \"${1#-chdir=}/written\"\n")
        .withTool("packer", "case $1 in validate) touch \"$3/written\" ;; esac\n")
        .withTool("kustomize", "for last; do :; done; touch \"$last/written\"\n")
        .withTool("helm", "");
    List<String> before = lab.files();

    Run first = lab.run("bash", "scripts/preflight.sh");
    Run second = lab.run("bash", "scripts/preflight.sh");

    assertEquals(before, lab.files());
    assertEquals(first, second);
    assertFalse(lab.calls().isEmpty());
  }
}
