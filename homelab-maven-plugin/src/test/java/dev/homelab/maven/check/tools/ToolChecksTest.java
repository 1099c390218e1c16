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
import dev.homelab.maven.tool.Supplies;
import dev.homelab.maven.tool.ToolCache;
import dev.homelab.maven.tool.ToolCatalog;
import dev.homelab.maven.tool.ToolFinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
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
  private Map<String, String> environment = Map.of();
  private boolean online = true;

  @BeforeEach
  void prepare() throws IOException {
    lab = new LabFolder(Files.createDirectories(folder.resolve("lab")));
    tools = new Scripts(Files.createDirectories(folder.resolve("bin")));
    workbench = workbench(Supplies.NONE);
  }

  private Workbench workbench(Supplies supplies) {
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
    return new Workbench(finder, runner, environment, supplies, online);
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
    lab.write(
        "homelab.properties",
        """
        cores = 4
        alma_iso_checksum = file:https://x/CHECKSUM
        ssh_private_key_file = ~/.ssh/not-on-this-machine
        """);
    lab.write("packer/image/x.pkr.hcl", "locals {\n}\n");
    tool(
        "packer",
        "Packer v1.16.0",
        """
        case "$*" in
        'validate packer/image') [ "$PKR_VAR_cores" = 4 ] || exit 97
          [ "$PKR_VAR_alma_iso_checksum" = "sha256:$(printf '%064d' 0)" ] || exit 96
          [ -n "$PROXMOX_TOKEN" ] || exit 95
          grep -q 'BEGIN PRIVATE KEY' "$PKR_VAR_ssh_private_key_file" || exit 94;;
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
        *validate*) [ "$PM_API_URL" = https://localhost:8006/api2/json ] || exit 94
          echo '{"format_version":"1.0","valid":false,"diagnostics":[{"severity":"error",\
        "summary":"Unsupported argument","detail":"An argument named \\"x\\" is not expected here.",\
        "range":{"filename":"../../modules/vm/main.tf","start":{"line":3,"column":5,"byte":9}}}]}'
          exit 1;;
        esac""");
    assertEquals(
        "1.12.6 | fmt | validate needs the provider: make tf-init ENV=k3s-single", line("tofu"));
    workbench.close();

    Path plugins = Files.createDirectories(folder.resolve("plugins/registry.opentofu.org"));
    workbench =
        workbench(
            new Supplies(Optional.of(plugins.getParent()), Optional.empty(), Optional.empty()));

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
    lab.write("k8s/ipam/kustomization.yaml", "helmCharts:\n  - {name: x, version: 1.2.3}\n");
    tool("helm", "v3.22.0", "exit 0");
    tool(
        "kustomize",
        "v5.8.1",
        "echo \"Error: accumulating resources: $PWD/k8s/apps/gone.yaml: no such file\" >&2; exit 1");

    assertEquals(
        "5.8.1 | build | the chart x 1.2.3 is not here: kustomize build --enable-helm k8s/ipam",
        line("kustomize"));
    assertEquals(
        """
        error kustomize/error
        k8s/apps/kustomization.yaml  accumulating resources: k8s/apps/gone.yaml: no such file
          fix: mend it, and see that kustomize build is content
        """,
        lab.findings(check("kustomize")));
  }

  @Test
  void kustomizeNamesTheFileThatItCouldNotTake() {
    lab.write("k8s/kustomization.yaml", "resources:\n  - x.yaml\n").write("k8s/x.yaml", "a\n");
    tool(
        "kustomize",
        "v5.8.1",
        """
        echo "Error: accumulating resources: accumulation err='accumulating resources from \
        'x.yaml': missing metadata.name in object {{v1 ConfigMap}}': must build at directory: \
        '$PWD/k8s/x.yaml': file is not directory" >&2
        exit 1""");

    assertEquals(
        """
        error kustomize/error
        k8s/x.yaml  missing metadata.name in object {{v1 ConfigMap}}
          fix: mend it, and see that kustomize build is content
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

  @Test
  void showsToolsLinksThatStayInTheHomelabAndNoOthers() throws Exception {
    lab.write("k8s/x.yaml", "a: 1\n").write("k8s/large.json", new byte[5 << 20]);
    Path k8s = folder.resolve("lab/k8s");
    Files.createSymbolicLink(k8s.resolve("inside.yaml"), Path.of("../k8s/x.yaml"));
    Files.createSymbolicLink(k8s.resolve("outside.yaml"), Path.of("../../secret.yaml"));
    Files.createSymbolicLink(k8s.resolve("passwd.yaml"), Path.of("/etc/passwd"));
    tool("yamllint", "yamllint 1.38.0", "cd k8s; echo * >'" + folder + "/seen'");

    lab.ask(check("yamllint"));

    assertEquals("inside.yaml large.json x.yaml", Files.readString(folder.resolve("seen")).strip());
  }

  private static final String KUSTOMIZATION =
      "helmCharts:\n  - {name: web, repo: https://charts.example.org, version: 1.2.3}\n";

  /** One that says what it was given and what lies there. */
  private void kustomizeThatLists() {
    tool("helm", "v3.22.0", "exit 0");
    tool(
        "kustomize",
        "v5.8.1",
        "echo \"$* $HTTPS_PROXY\" >'"
            + folder
            + "/seen'; find k8s -type f | sort >>'"
            + folder
            + "/seen'");
  }

  private byte[] chart(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(5);
        tar.putArchiveEntry(entry);
        tar.write("a: 1\n".getBytes(StandardCharsets.UTF_8));
        tar.closeArchiveEntry();
      }
    }
    return withHelmsHeader(bytes.toByteArray());
  }

  /** helm marks its archives with an extra field, and does not divide it as the format wants it. */
  private static byte[] withHelmsHeader(byte[] gzip) {
    byte[] mark = "+aHR0cHM6Ly9oZWxt".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer marked =
        ByteBuffer.allocate(gzip.length + 2 + mark.length).order(ByteOrder.LITTLE_ENDIAN);
    marked.put(gzip, 0, 10).putShort((short) mark.length).put(mark);
    marked.put(gzip, 10, gzip.length - 10);
    marked.put(3, (byte) 4);
    return marked.array();
  }

  private void giveCharts() {
    workbench.close();
    workbench =
        workbench(
            new Supplies(
                Optional.empty(), Optional.of(folder.resolve("charts")), Optional.empty()));
  }

  @Test
  void kustomizeGetsChartsFromTheGivenFolderAndNoneFromTheNetwork() throws Exception {
    lab.write("k8s/ipam/kustomization.yaml", KUSTOMIZATION);
    kustomizeThatLists();
    Path charts = Files.createDirectories(folder.resolve("charts"));
    Files.write(
        charts.resolve("web-1.2.3.tgz"), chart("web/Chart.yaml", "web/charts/common/Chart.yaml"));
    giveCharts();

    assertEquals("5.8.1 | build | -", line("kustomize"));
    assertEquals(
        "build --enable-helm --helm-command "
            + tools.folder()
            + "/helm k8s/ipam http://127.0.0.1:9\n"
            + "k8s/ipam/charts/web-1.2.3/web/Chart.yaml\n"
            + "k8s/ipam/charts/web-1.2.3/web/charts/common/Chart.yaml\n"
            + "k8s/ipam/kustomization.yaml\n",
        Files.readString(folder.resolve("seen")));
    assertFalse(Files.exists(folder.resolve("lab/k8s/ipam/charts")));
  }

  @Test
  void kustomizeTakesChartsThatItHasFetchedBeforeInThatVersionOnly() {
    lab.write("k8s/ipam/kustomization.yaml", KUSTOMIZATION);
    lab.write("k8s/ipam/charts/web-1.2.2/web/Chart.yaml", "a: 1\n");
    kustomizeThatLists();

    assertEquals(
        "5.8.1 |  | the chart web 1.2.3 is not here: kustomize build --enable-helm k8s/ipam",
        line("kustomize"));

    lab.write("k8s/ipam/charts/web-1.2.3/web/Chart.yaml", "a: 1\n");
    workbench.close();
    workbench = workbench(Supplies.NONE);
    assertEquals("5.8.1 | build | -", line("kustomize"));
  }

  @Test
  void aChartThatLeadsOutOfItselfIsNotUnpacked() throws Exception {
    lab.write("k8s/ipam/kustomization.yaml", KUSTOMIZATION);
    kustomizeThatLists();
    Path charts = Files.createDirectories(folder.resolve("charts"));
    Path archive = Files.write(charts.resolve("web-1.2.3.tgz"), chart("web/../../../../x"));
    giveCharts();

    assertEquals(
        "5.8.1 |  | the chart "
            + archive
            + " cannot be unpacked: it holds a path that leads out of it: web/../../../../x",
        line("kustomize"));
    assertFalse(Files.exists(folder.resolve("seen")));
  }

  @Test
  void aChartWhoseNameIsAPathIsNotLookedFor() throws Exception {
    lab.write(
        "k8s/ipam/kustomization.yaml", "helmCharts:\n  - {name: ../../secret, version: 1.0.0}\n");
    kustomizeThatLists();
    Files.write(folder.resolve("secret-1.0.0.tgz"), chart("secret/Chart.yaml"));
    Files.createDirectories(folder.resolve("charts/x"));
    giveCharts();

    assertEquals(
        "5.8.1 |  | the chart ../../secret 1.0.0 is not here: kustomize build --enable-helm"
            + " k8s/ipam",
        line("kustomize"));
  }

  private static final String SERVICE =
      "---\n# Of no use.\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";

  private void kubectl(String body) {
    tool(
        "kubectl",
        "Client Version: v1.36.3",
        """
        case "$*" in
        'get --raw=/readyz --request-timeout=3s') [ "$KUBECONFIG" = '%s' ] || exit 90;;
        'apply --server-side --dry-run=server --validate=strict --force-conflicts \
        --field-manager=homelab-preflight -f -') cat >'%s/applied'
        %s;;
        kustomize*) exit 0;;
        *) exit 91;;
        esac"""
            .formatted(folder.resolve("lab/.kube/k3s-single.yaml"), folder, body));
  }

  @Test
  void withoutAClusterTheDryRunIsSkippedAndKubectlNotMissed() {
    lab.write("k8s/web.yaml", SERVICE);

    assertEquals("- |  | no cluster yet: make kubeconfig", line("kubectl"));
    assertTrue(lab.ask(check("kubectl")).missing().isEmpty());

    lab.write(".kube/k3s-single.yaml", "x\n");
    assertTrue(lab.ask(check("kubectl")).missing().isPresent());
  }

  @Test
  void offlineNoClusterIsAsked() {
    lab.write("k8s/web.yaml", SERVICE).write(".kube/k3s-single.yaml", "x\n");
    kubectl("exit 92");
    online = false;
    workbench = workbench(Supplies.NONE);

    assertEquals("- |  | Maven is offline", line("kubectl"));
  }

  @Test
  void aClusterThatDoesNotAnswerIsSkipped() {
    lab.write("k8s/web.yaml", SERVICE).write(".kube/k3s-single.yaml", "x\n");
    tool(
        "kubectl",
        "Client Version: v1.36.3",
        "echo 'The connection to the server 10.23.45.31:6443 was refused' >&2; exit 1");

    assertEquals(
        "1.36.3 |  | the cluster does not answer: kubectl ended with exit code 1:"
            + " The connection to the server 10.23.45.31:6443 was refused",
        line("kubectl"));
    assertEquals("", lab.findings(check("kubectl")));
  }

  @Test
  void theClusterSeesWhatIsAppliedOnce() throws Exception {
    lab.write("k8s/web.yaml", SERVICE + "---\n# Nothing here.\n");
    lab.write("k8s/apps/kustomization.yaml", "resources: []\n");
    lab.write("k8s/apps/values.yaml", "apiVersion: x\nkind: y\n");
    lab.write("k8s/notes.yaml", "a: 1\n").write(".kube/k3s-single.yaml", "x\n");
    kubectl("exit 0");
    tool("kustomize", "v5.8.1", "printf 'apiVersion: v1\\nkind: ConfigMap\\n'");

    assertEquals("1.36.3 | dry run of 2 objects | -", line("kubectl"));
    assertEquals(
        "apiVersion: v1\nkind: ConfigMap\n---\n# Of no use.\napiVersion: v1\nkind: Service\n"
            + "metadata:\n  name: web\n",
        Files.readString(folder.resolve("applied")));
  }

  @Test
  void whatTheClusterRefusesIsToldWhereItStandsAndWhatItDoesNotKnowYetIsNoFault() {
    lab.write("k8s/web.yaml", SERVICE).write(".kube/k3s-single.yaml", "x\n");
    kubectl(
        """
        cat >&2 <<'EOF'
        resource mapping not found for name: "home" namespace: "argocd" from "STDIN": no matches for kind "Application" in version "argoproj.io/v1alpha1"
        ensure CRDs are installed first
        Error from server: failed to create typed patch object (default/web; /v1, Kind=Service): .spec.portz: field not declared in schema
        Error from server (Invalid): Deployment.apps "db" is invalid: [spec.selector: Required value, spec.template: Required value]
        Error from server (NotFound): namespaces "ipam" not found
        Error from server (Forbidden): secrets is forbidden: you may not
        EOF
        exit 1""");

    assertEquals(
        "1.36.3 | dry run of 1 object | Error from server (Forbidden): secrets is forbidden: you"
            + " may not; it has no namespace ipam yet; it knows no Application of"
            + " argoproj.io/v1alpha1 yet",
        line("kubectl"));
    assertEquals(
        """
        error kubectl/error
        k8s  Deployment db: [spec.selector: Required value, spec.template: Required value] (rendered)
          fix: mend it; kubectl explain tells what the cluster knows
        error kubectl/error
        k8s/web.yaml:3:1  Service web: .spec.portz: field not declared in schema
          fix: mend it; kubectl explain tells what the cluster knows
        """,
        lab.findings(check("kubectl")));
  }

  @Test
  void anObjectionPointsAtTheFieldAsFarAsItIsThere() {
    lab.write(
        "k8s/web.yaml",
        SERVICE
            + """
            spec:
              ports:
                - name: a
                  port: 1
                - name: b
                  port: 70000
            """);
    lab.write(".kube/k3s-single.yaml", "x\n");
    kubectl(
        """
        cat >&2 <<'EOF'
        The Service "web" is invalid: spec.ports[1].port: Invalid value: 70000
        Error from server: failed to create typed patch object (default/web; /v1, Kind=Service): .spec.ports[name="a"].portz: field not declared in schema
        Error from server: failed to create typed patch object (default/web; /v1, Kind=Service): .spec.ports[name="c"].portz: field not declared in schema
        EOF
        exit 1""");

    assertEquals(
        List.of("k8s/web.yaml:12:7", "k8s/web.yaml:8:3", "k8s/web.yaml:9:7"),
        lab.ask(check("kubectl")).findings().stream()
            .map(finding -> finding.where().toString())
            .sorted()
            .toList());
  }

  @Test
  void aSingleObjectHasItsReasonsInLinesOfTheirOwn() {
    lab.write("k8s/web.yaml", SERVICE).write(".kube/k3s-single.yaml", "x\n");
    kubectl(
        """
        printf '%s\\n' 'The Service "web" is invalid: ' '* spec.ports[0].port: too large' \\
          '* spec.type: unknown' >&2
        exit 1""");

    assertEquals(
        """
        error kubectl/error
        k8s/web.yaml:3:1  Service web: spec.ports[0].port: too large, spec.type: unknown
          fix: mend it; kubectl explain tells what the cluster knows
        """,
        lab.findings(check("kubectl")));
  }

  @Test
  void kubeconformIsAskedWithSchemasOnlyAndNotMissedWithoutThem() {
    lab.write("k8s/web.yaml", SERVICE).write("homelab.properties", "k3s_version = v1.36.3+k3s1\n");
    assertTrue(
        ToolChecks.at(workbench).stream().noneMatch(check -> check.name().equals("kubeconform")));

    tools.write(
        "kubeconform",
        """
        [ "$1" != -v ] || { echo v0.8.0; exit; }
        [ "$5 $6 $7" = '-ignore-missing-schemas -kubernetes-version 1.36.3' ] || exit 93
        echo '{"resources":[{"filename":"stdin","kind":"Service","name":"web","version":"v1",'
        echo '"status":"statusInvalid","msg":"problem","validationErrors":[{"path":"/spec",'
        echo '"msg":"additional properties x not allowed"}]}],'
        echo '"summary":{"valid":4,"invalid":1,"errors":0,"skipped":2}}'
        exit 1""");
    tool("kustomize", "v5.8.1", "exit 0");
    assertEquals("- |  | needs a folder of schemas: homelab.schemas", line("kubeconform"));
    workbench.close();

    workbench = workbench(new Supplies(Optional.empty(), Optional.empty(), Optional.of(folder)));

    assertEquals("0.8.0 | 5 objects | 2 objects without a schema for 1.36.3", line("kubeconform"));
    assertEquals(
        """
        error kubeconform/error
        k8s/web.yaml:3:1  Service web: /spec: additional properties x not allowed
          fix: mend it; kubectl explain tells what the cluster knows
        """,
        lab.findings(check("kubeconform")));
  }
}
