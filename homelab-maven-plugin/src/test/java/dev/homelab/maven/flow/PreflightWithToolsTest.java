package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.report.CheckReport;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.report.ConsoleReport;
import dev.homelab.maven.report.JsonReport;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Scripts;
import dev.homelab.maven.tool.Supplies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Preflight} with tools beside the embedded checks. */
@DisabledOnOs(OS.WINDOWS)
class PreflightWithToolsTest {

  @TempDir private Path folder;

  private LabFolder lab;
  private Scripts tools;

  @BeforeEach
  void prepare() throws Exception {
    lab = new LabFolder(Files.createDirectories(folder.resolve("lab")));
    tools = new Scripts(Files.createDirectories(folder.resolve("bin")));
  }

  private CheckReport run(PreflightRequest request) {
    return run(request, Map.of());
  }

  private CheckReport run(PreflightRequest request, Map<String, String> more) {
    String path = tools.folder() + ":" + folder.resolve("system");
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATH", path);
    ToolSettings settings =
        new ToolSettings(
            environment,
            folder.resolve("logs"),
            Optional.of(folder.resolve("cache")),
            Supplies.NONE,
            true,
            Optional.empty());
    return Preflight.withTools(request, settings);
  }

  private CheckReport run() {
    return run(new PreflightRequest(folder.resolve("lab"), "lab", Optional.empty()));
  }

  private void yamllint(String... lines) {
    StringBuilder body =
        new StringBuilder("if [ \"$1\" = --version ]; then echo 'yamllint 1.38.0'; exit; fi\n");
    for (String line : lines) {
      body.append("echo '").append(line).append("'\n");
    }
    tools.write("yamllint", body + "exit 1");
  }

  private static List<String> findings(CheckReport report, String group) {
    return report.findings().stream()
        .filter(f -> f.rule().id().startsWith(group + "/"))
        .map(f -> f.where() + " " + f.problem().message())
        .toList();
  }

  @Test
  void whatTheEmbeddedCheckHasFoundIsShownOnce() {
    lab.write("k8s/x.yaml", "---\na:   1\n");
    yamllint("./k8s/x.yaml:2:5: [error] too many spaces after colon (colons)");

    CheckReport report = run();

    assertEquals(
        List.of("k8s/x.yaml:2:5 too many spaces after colon (colons)"), findings(report, "yaml"));
    assertEquals(List.of(), findings(report, "yamllint"));
  }

  @Test
  void whatOnlyTheToolHasFoundIsShown() {
    lab.write("k8s/x.yaml", "---\na:   1\n");
    yamllint("./k8s/x.yaml:1:1: [error] something newer versions know (news)");

    assertEquals(
        List.of("k8s/x.yaml:1:1 something newer versions know (news)"),
        findings(run(), "yamllint"));
  }

  @Test
  void anErrorIsNotHiddenBehindAWarning() {
    lab.write("k8s/x.yaml", "a: 1\n"); // no document start: a warning
    yamllint("./k8s/x.yaml:1:1: [error] syntax error: it is not (syntax)");

    CheckReport report = run();

    assertEquals(
        List.of("k8s/x.yaml:1:1 missing document start \"---\" (document-start)"),
        findings(report, "yaml"));
    assertEquals(
        List.of("k8s/x.yaml:1:1 syntax error: it is not (syntax)"), findings(report, "yamllint"));
  }

  @Test
  void saysInOneLineWhatWasNotRunAndHowToGetIt() {
    lab.write("k8s/x.yaml", "---\na: 1\n").write("scripts/x.sh", "#!/bin/sh\nset -eu\n");
    tools.write("brew", "exit 1");

    List<String> lines = print(run());

    assertEquals(
        List.of(
            "  not on this machine: shellcheck, shfmt, yamllint"
                + "  skipped: brew install shellcheck shfmt yamllint"),
        lines.stream().filter(line -> line.contains("not on this machine")).toList());
  }

  @Test
  void aSingleMissingToolHasALineLikeAnyOther() {
    lab.write("k8s/x.yaml", "---\na: 1\n");
    tools.write("brew", "exit 1");

    List<String> lines = print(run());

    assertEquals(
        List.of("  yamllint          not on this machine          skipped: brew install yamllint"),
        lines.stream().filter(line -> line.contains("not on this machine")).toList());
  }

  @Test
  void aToolThatIsHereAndCannotBeUsedSaysWhy() {
    lab.write("k8s/x.yaml", "---\na: 1\n");
    tools.write("brew", "exit 1");
    Path old = tools.write("yamllint", "echo yamllint 1.2.0");

    List<String> lines = print(run());

    assertEquals(
        List.of(
            "  yamllint          "
                + old
                + " is 1.2.0, which is not >= 1.26.0 and < 2 skipped: brew install yamllint"),
        lines.stream().filter(line -> line.contains("yamllint")).toList());
  }

  @Test
  void keepsTheWholeOutputOfEachTool() throws Exception {
    lab.write("k8s/x.yaml", "---\na: 1\n");
    yamllint("./k8s/x.yaml:1:1: [warning] hm (news)");

    run();

    List<String> logs = new ArrayList<>();
    try (var files = Files.list(folder.resolve("logs"))) {
      for (Path file : files.sorted().toList()) {
        logs.add(file.getFileName() + ": " + Files.readString(file).lines().findFirst().get());
      }
    }
    assertEquals(
        List.of(
            "1-yamllint.log: $ yamllint --version",
            "2-yamllint.log: $ yamllint --format parsable ."),
        logs);
    assertFalse(Files.exists(folder.resolve("lab/target")));
  }

  @Test
  void noToolSeesATokenOfTheEnvironment() throws Exception {
    lab.write("packer/image/x.pkr.hcl", "locals {\n}\n").write("k8s/x.yaml", "---\na: 1\n");
    String shows = "PATH=/usr/bin:/bin; echo \"$*\"; env; echo 'Packer v1.16.0 yamllint 1.38.0'";
    tools.write("packer", shows + "; exit 1");
    tools.write("yamllint", shows + "; exit 1");
    lab.write("terraform/x.tf", "locals {\n}\n");
    tools.write("tofu", shows.replace("Packer", "OpenTofu v1.12.6 Packer") + "; exit 1");
    Map<String, String> secrets =
        Map.of(
            "TF_VAR_anything", "planted-secret-5",
            "TF_ENCRYPTION", "planted-secret-6",
            "PROXMOX_TOKEN", "planted-secret-1",
            "PM_API_TOKEN_SECRET", "planted-secret-2",
            "VAULT_TOKEN", "planted-secret-3",
            "http_proxy", "http://me:planted-secret-4@proxy:3128");

    CheckReport report =
        run(new PreflightRequest(folder.resolve("lab"), "lab", Optional.empty()), secrets);

    Path json = folder.resolve("report.json");
    JsonReport.write(report, json);
    StringBuilder seen = new StringBuilder(Files.readString(json) + print(report));
    int logs = 0;
    try (var files = Files.list(folder.resolve("logs"))) {
      for (Path file : files.toList()) {
        seen.append(Files.readString(file));
        logs++;
      }
    }
    assertTrue(seen.toString().contains("http_proxy=http://me:***@proxy:3128"), "env was printed");
    assertFalse(seen.toString().contains("planted-secret"));
    assertTrue(logs >= 6, "logs: " + logs);
  }

  private static List<String> print(CheckReport report) {
    List<String> lines = new ArrayList<>();
    new ConsoleReport(
            new Console() {
              @Override
              public void info(String line) {
                lines.add(line);
              }

              @Override
              public void warn(String line) {}

              @Override
              public void error(String line) {}
            })
        .print(report, "report.json");
    return lines;
  }
}
