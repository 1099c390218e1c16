package dev.homelab.maven.check.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Scripts;
import dev.homelab.maven.tool.Platform;
import dev.homelab.maven.tool.ToolCache;
import dev.homelab.maven.tool.ToolCatalog;
import dev.homelab.maven.tool.ToolFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for the checks of this package, with stand-ins that print what the real tools print. */
@DisabledOnOs(OS.WINDOWS)
class ToolChecksTest {

  @TempDir private Path folder;

  private LabFolder lab;
  private Scripts tools;
  private Workbench workbench;

  @BeforeEach
  void prepare() throws IOException {
    lab = new LabFolder(Files.createDirectories(folder.resolve("lab")));
    tools = new Scripts(Files.createDirectories(folder.resolve("bin")));
    workbench = workbench(Optional.empty());
  }

  private Workbench workbench(Optional<Path> plugins) {
    Platform platform = new Platform("linux", "amd64");
    Runner runner =
        new Runner(Map.of("PATH", System.getenv("PATH")), new Secrets(), Optional.empty());
    ToolFinder finder =
        new ToolFinder(
            ToolCatalog.load(),
            platform,
            SearchPath.of(Map.of("PATH", tools.folder().toString())),
            runner,
            new ToolCache(folder.resolve("cache"), platform),
            Optional.empty());
    return new Workbench(finder, runner, Map.of(), plugins);
  }

  @AfterEach
  void close() {
    workbench.close();
  }

  private Check check(String name) {
    return ToolChecks.at(workbench).stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A stand-in that says its version, and otherwise does that. */
  private void tool(String name, String version, String body) {
    tools.write(
        name, "case \"$*\" in *version*|-l) echo '" + version + "'; exit 0;; esac\n" + body);
  }

  private String line(String name) {
    CheckResult result = lab.ask(check(name));
    return result.version().orElse("-")
        + " | "
        + result.scope()
        + " | "
        + result.skipped().orElse("-");
  }

  @Test
  void aToolThatIsMissingIsToldAndNoFinding() {
    lab.write("scripts/x.sh", "#!/usr/bin/env bash\n");

    CheckResult result = lab.ask(check("shellcheck"));

    assertEquals("not on this machine", result.scope());
    assertEquals(
        "mvn homelab:preflight -Dhomelab.tools.download=true", result.skipped().orElseThrow());
    assertEquals(0, result.findings().size());
    assertTrue(result.missing().isPresent());
  }

  @Test
  void aToolIsNotMissedWhereItHasNothingToDo() {
    lab.write("README.md", "nothing\n");

    for (Check check : ToolChecks.at(workbench)) {
      assertEquals(Optional.empty(), lab.ask(check).skipped(), check.name());
    }
  }

  @Test
  void shellcheckPointsAtPlaces() {
    lab.write("scripts/x.sh", "#!/usr/bin/env bash\nset -euo pipefail\necho $foo\n");
    tool(
        "shellcheck",
        "version: 0.11.0",
        """
        echo '{"comments":[{"file":"scripts/x.sh","line":3,"endLine":3,"column":6,"endColumn":10,\
        "level":"warning","code":2154,"message":"foo is referenced but not assigned.","fix":null}]}'
        exit 1""");

    assertEquals("0.11.0 | 1 script | -", line("shellcheck"));
    assertEquals(
        """
        warning shellcheck/warning
        scripts/x.sh:3:6  foo is referenced but not assigned (SC2154)
          fix: see https://www.shellcheck.net/wiki/SC2154
        """,
        lab.findings(check("shellcheck")));
  }

  @Test
  void shfmtPointsAtTheFirstLineThatDiffersAndAtSyntaxErrors() {
    lab.write("a.sh", "true\n").write("b.sh", "if\n");
    tool(
        "shfmt",
        "v3.14.1",
        """
        printf '%s\\n' 'diff ./a.sh.orig ./a.sh' '--- ./a.sh.orig' '+++ ./a.sh' '@@ -7,4 +7,4 @@' \
          ' set -euo pipefail' ' echo' '-  ls' '+ls' '@@ -20,1 +20,1 @@' '-x' '+y'
        echo './b.sh:1:1: `if` must be followed by a statement list' >&2
        exit 1""");

    assertEquals(
        """
        warning shfmt/warning
        a.sh:9  is not formatted as shfmt does it
          fix: shfmt -w a.sh
        error shfmt/error
        b.sh:1:1  `if` must be followed by a statement list
          fix: mend the line, or the quote or block that is open above it
        """,
        lab.findings(check("shfmt")));
  }

  @Test
  void yamllintKeepsItsLevels() {
    lab.write("k8s/x.yaml", "a:   1\n");
    tool(
        "yamllint",
        "yamllint 1.38.0",
        """
        echo './k8s/x.yaml:1:1: [warning] missing document start "---" (document-start)'
        echo './k8s/x.yaml:1:5: [error] too many spaces after colon (colons)'
        exit 1""");

    assertEquals(
        """
        warning yamllint/warning
        k8s/x.yaml:1:1  missing document start "---" (document-start)
          fix: mend the line, or change the rule in .yamllint
        error yamllint/error
        k8s/x.yaml:1:5  too many spaces after colon (colons)
          fix: mend the line, or change the rule in .yamllint
        """,
        lab.findings(check("yamllint")));
  }

  @Test
  void ksvalidatorSpeaksOfLines() {
    lab.write("packer/image/http/ks.cfg", "bogus\n");
    tool(
        "ksvalidator",
        "RHEL9",
        """
        printf '\\nChecking kickstart file %s\\n\\n' "$3"
        printf 'The following problem occurred on line 1 of the kickstart file:\\n\\nUnknown command: bogus\\n'
        exit 1""");

    assertEquals(
        """
        error ksvalidator/error
        packer/image/http/ks.cfg:1  Unknown command: bogus
          fix: see https://pykickstart.readthedocs.io for what the command takes
        """,
        lab.findings(check("ksvalidator")));
  }

  @Test
  void makeIsAskedForWhatTheHelpLists() {
    lab.write("Makefile", "help: ## List\n\techo\nhidden:\n\techo\nimage: help ## Build\n\techo\n");
    tool(
        "make",
        "GNU Make 4.3",
        """
        [ "$*" = '-n -k -- help image' ] || exit 99
        echo 'Makefile:12: *** missing separator.  Stop.' >&2
        exit 2""");

    assertEquals("4.3 | -n of 2 targets | -", line("make"));
    assertEquals(
        """
        error make/error
        Makefile:12  missing separator
          fix: mend it, and try: make -n help
        """,
        lab.findings(check("make")));
  }

  @Test
  void packerFormatsAndValidatesTheCopyWithTheSharedFile() {
    lab.write("packer/common.pkr.hcl", "locals {\n}\n");
    lab.write("packer/image/x.pkr.hcl", "locals {\n}\n");
    tool(
        "packer",
        "Packer v1.16.0",
        """
        case "$*" in
        fmt*) printf '%s\\n' packer/image/x.pkr.hcl '--- old/packer/image/x.pkr.hcl' \
          '+++ new/packer/image/x.pkr.hcl' '@@ -5,2 +5,2 @@' ' a' '-b= 1' '+b = 1'; exit 3;;
        'validate packer/image')
          printf 'Error: Missing plugins\\n\\nThe following plugins are required\\n'; exit 1;;
        'validate -syntax-only packer/image')
          [ -f packer/image/common.pkr.hcl ] || exit 99
          printf 'Error: Missing expression\\n\\n  on packer/image/common.pkr.hcl line 2:\\n\\n'
          printf 'Expected the start of an expression, but found the end of the\\nfile.\\n\\n'
          exit 1;;
        *) exit 98;;
        esac""");

    assertEquals(
        "1.16.0 | fmt, validate -syntax-only | validate needs the plugin: packer init packer/image",
        line("packer"));
    assertEquals(
        """
        error packer/error
        packer/common.pkr.hcl:2  Missing expression: Expected the start of an expression, but \
        found the end of the file
          fix: mend it, and see that packer validate is content
        warning packer/warning
        packer/image/x.pkr.hcl:6  is not formatted as packer fmt does it
          fix: packer fmt packer/image/x.pkr.hcl
        """,
        lab.findings(check("packer")));
    assertFalse(Files.exists(folder.resolve("lab/packer/image/common.pkr.hcl")));
  }

  @Test
  void packerGetsTheAnswersAndAnyChecksumWhereItsPluginIsInstalled() {
    lab.write("homelab.properties", "cores = 4\nalma_iso_checksum = file:https://x/CHECKSUM\n");
    lab.write("packer/image/x.pkr.hcl", "locals {\n}\n");
    tool(
        "packer",
        "Packer v1.16.0",
        """
        case "$*" in
        'validate packer/image') [ "$PKR_VAR_cores" = 4 ] || exit 97
          [ "$PKR_VAR_alma_iso_checksum" = "sha256:$(printf '%064d' 0)" ] || exit 96
          [ -n "$PROXMOX_TOKEN" ] || exit 95;;
        esac""");

    assertEquals("1.16.0 | fmt, validate | -", line("packer"));
  }

  @Test
  void tofuValidatesWithProvidersThatAreAtHandAndTellsPathsFromTheRoot() throws Exception {
    lab.write("terraform/envs/k3s-single/main.tf", "\n");
    lab.write("terraform/modules/vm/main.tf", "\n");
    tool(
        "tofu",
        "OpenTofu v1.12.6",
        """
        case "$*" in
        *init*) [ -f terraform/modules/vm/main.tf ] && mkdir -p terraform/envs/k3s-single/.terraform;;
        *validate*) echo '{"format_version":"1.0","valid":false,"diagnostics":[{"severity":"error",\
        "summary":"Unsupported argument","detail":"An argument named \\"x\\" is not expected here.",\
        "range":{"filename":"../../modules/vm/main.tf","start":{"line":3,"column":5,"byte":9}}}]}'
          exit 1;;
        esac""");
    assertEquals(
        "1.12.6 | fmt | validate needs the provider: make tf-init ENV=k3s-single", line("tofu"));
    workbench.close();

    Path plugins = Files.createDirectories(folder.resolve("plugins/registry.opentofu.org"));
    workbench = workbench(Optional.of(plugins.getParent()));

    assertEquals("1.12.6 | fmt, validate | -", line("tofu"));
    assertEquals(
        """
        error tofu/error
        terraform/modules/vm/main.tf:3:5  Unsupported argument: An argument named "x" is not \
        expected here
          fix: mend it, and see that tofu validate is content
        """,
        lab.findings(check("tofu")));
    assertFalse(Files.exists(folder.resolve("lab/terraform/envs/k3s-single/.terraform")));
  }

  @Test
  void kustomizeTellsABrokenFolderOnceAndChartsThatAreNotHere() {
    lab.write("k8s/kustomization.yaml", "resources:\n  - apps\n");
    lab.write("k8s/apps/kustomization.yaml", "resources:\n  - gone.yaml\n");
    lab.write("k8s/ipam/kustomization.yaml", "helmCharts:\n  - name: x\n");
    tool("helm", "v3.22.0", "exit 0");
    tool(
        "kustomize",
        "v5.8.1",
        "echo \"Error: accumulating resources: $PWD/k8s/apps/gone.yaml: no such file\" >&2; exit 1");

    assertEquals(
        "5.8.1 | build | the chart is not here: kustomize build --enable-helm k8s/ipam",
        line("kustomize"));
    assertEquals(
        """
        error kustomize/error
        k8s/apps/kustomization.yaml  accumulating resources: k8s/apps/gone.yaml: no such file
          fix: mend it, and try: kustomize build k8s/apps
        """,
        lab.findings(check("kustomize")));
  }

  @Test
  void kubectlStandsInForKustomize() {
    lab.write("k8s/kustomization.yaml", "resources: []\n");
    tool("kubectl", "Client Version: v1.36.3", "[ \"$*\" = 'kustomize k8s' ]");

    assertEquals("of kubectl | build | -", line("kustomize"));
  }

  @Test
  void aToolThatCannotJudgeIsSkippedWithItsLastWords() {
    lab.write("k8s/x.yaml", "a: 1\n");
    lab.write("scripts/x.sh", "#!/bin/sh\n");
    tool("yamllint", "yamllint 1.38.0", "echo 'invalid config: no such rule' >&2; exit 255");
    tool("shellcheck", "version: 0.11.0", "echo '{\"comments\": ['");

    assertEquals(
        "1.38.0 |  | YAML files: yamllint ended with exit code 255: invalid config: no such rule",
        line("yamllint"));
    assertTrue(line("shellcheck").startsWith("0.11.0 |  | 1 script: shellcheck ended"));
    assertEquals("", lab.findings(check("yamllint")));
  }

  @Test
  void leavesNoCopyBehind() throws Exception {
    lab.write("k8s/x.yaml", "a: 1\n");
    tool("yamllint", "yamllint 1.38.0", "pwd >'" + folder + "/where'");
    lab.ask(check("yamllint"));
    Path copy = Path.of(Files.readString(folder.resolve("where")).strip());
    assertTrue(Files.exists(copy.resolve("k8s/x.yaml")));

    workbench.close();

    assertFalse(Files.exists(copy));
    try (Stream<Path> left = Files.walk(folder.resolve("lab"))) {
      assertEquals(3, left.count());
    }
  }
}
