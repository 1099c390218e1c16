package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.flow.AllChecks;
import dev.homelab.maven.flow.Preflight;
import dev.homelab.maven.flow.PreflightRequest;
import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.report.CheckReport;
import dev.homelab.maven.report.CheckReport.Line;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Preflight with the real tools beside its own checks. */
@NeedsRealTools
class PreflightTest {

  private static final List<String> TOOLS =
      List.of(
          "packer", "tofu", "kustomize", "shellcheck", "shfmt", "yamllint", "ksvalidator", "make");

  @TempDir Path scratch;

  private CheckReport preflight(Path lab) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PATH", Toolchain.bin() + File.pathSeparator + environment.get("PATH"));
    return Preflight.withTools(
        request(lab),
        new ToolSettings(
            environment,
            scratch.resolve("logs"),
            Optional.of(scratch.resolve("cache")),
            Optional.ofNullable(System.getenv("HOMELAB_PLUGINS")).map(Path::of),
            Optional.empty()));
  }

  private static PreflightRequest request(Path lab) {
    return new PreflightRequest(lab, "lab", Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void everyToolLooksAndFindsNoMoreThanTheEmbeddedChecks(AnswerSet answers) {
    Path lab = answers.tree();

    CheckReport report = preflight(lab);

    assertEquals(
        new Preflight(AllChecks.embedded()).run(request(lab)).findings(), report.findings());
    assertEquals(
        TOOLS,
        report.lines().stream().filter(l -> l.version().isPresent()).map(Line::check).toList());
  }

  /** What a tool's own words become; what the embedded checks find too is theirs to tell. */
  @Test
  void readsWhereAToolPoints() throws IOException {
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("my home/lab"));
    Files.writeString(
        lab.resolve("scripts/x.sh"),
        """
        #!/usr/bin/env bash
        set -euo pipefail
        echo $foo
          ls
        """);
    Files.writeString(lab.resolve("packer/alma9-k3s-optimized/bad.pkr.hcl"), "locals {\n");
    Files.writeString(lab.resolve("terraform/modules/proxmox-vm/bad.tf"), "locals {\n");
    Files.writeString(lab.resolve("k8s/bad.yaml"), "---\na: [\n");

    List<String> places =
        preflight(lab).findings().stream()
            .filter(finding -> !finding.rule().id().equals("shell/not-executable"))
            .map(PreflightTest::place)
            .toList();

    assertEquals(
        List.of(
            "k8s/bad.yaml:3:1 yaml/syntax",
            "packer/alma9-k3s-optimized/bad.pkr.hcl:1:1 hcl/syntax",
            "scripts/x.sh:3:6 shellcheck/warning",
            "scripts/x.sh:3:6 shellcheck/warning",
            "scripts/x.sh:4 shfmt/warning",
            "terraform/modules/proxmox-vm/bad.tf:1:1 hcl/syntax"),
        places);
  }

  private static String place(Finding finding) {
    return finding.where() + " " + finding.rule().id();
  }
}
