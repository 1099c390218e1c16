package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.flow.AllChecks;
import dev.homelab.maven.flow.Preflight;
import dev.homelab.maven.flow.PreflightRequest;
import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.report.CheckReport;
import dev.homelab.maven.report.CheckReport.Line;
import dev.homelab.maven.tool.Supplies;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Preflight with the real tools beside its own checks. */
@NeedsRealTools
@ExtendWith(ApiServer.Extension.class)
class PreflightTest {

  private static final List<String> TOOLS =
      List.of(
          "packer", "tofu", "kustomize", "shellcheck", "shfmt", "yamllint", "ksvalidator", "make");

  @TempDir Path scratch;

  private CheckReport preflight(Path lab) {
    return preflight(lab, Map.of(), Optional.empty());
  }

  private CheckReport preflight(Path lab, Map<String, String> more, Optional<Path> schemas) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PATH", Toolchain.bin() + File.pathSeparator + environment.get("PATH"));
    environment.remove("KUBECONFIG"); // that of whoever runs the tests
    environment.putAll(more);
    return Preflight.withTools(
        request(lab),
        new ToolSettings(
            environment,
            scratch.resolve("logs"),
            Optional.of(scratch.resolve("cache")),
            new Supplies(given("HOMELAB_PLUGINS"), given("HOMELAB_CHARTS"), schemas),
            true,
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

  private static Optional<Path> given(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }

  private static Line line(CheckReport report, String check) {
    return report.lines().stream().filter(l -> l.check().equals(check)).findFirst().orElseThrow();
  }

  /** All but phpIPAM, whose chart is not here or, if it is, whose namespace nobody has made. */
  @ParameterizedTest
  @EnumSource(names = {"DEFAULTS", "OTHER_ENVIRONMENT"})
  void theClusterTakesWhatIsGenerated(AnswerSet answers, ApiServer server) {
    CheckReport report = preflight(answers.tree(), cluster(server), Optional.empty());

    Line kubectl = line(report, "kubectl");
    assertTrue(kubectl.scope().startsWith("dry run of "), kubectl.toString());
    assertEquals(List.of(), kubectl.findings());
    assertEquals(
        given("HOMELAB_CHARTS").isEmpty()
            ? "the chart app-template 4.1.1 is not here: kustomize build --enable-helm"
                + " k8s/clusters/home/infra/phpipam"
            : "it has no namespace ipam yet",
        kubectl.skipped().orElse(""));
  }

  private static Map<String, String> cluster(ApiServer server) {
    return Map.of("KUBECONFIG", server.kubeconfig().toString());
  }

  @Test
  void theClusterFindsWhatNoOtherCheckLooksFor(ApiServer server) throws IOException {
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("lab"));
    Path apps = lab.resolve("k8s/clusters/home/apps");
    Files.writeString(
        apps.resolve("kustomization.yaml"),
        """
        ---
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - web.yaml
        """);
    Files.writeString(
        apps.resolve("web.yaml"),
        """
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: argocd
        spec:
          selector:
            app.kubernetes.io/name: web
          ports:
            - name: http
              port: 80
            - name: metrics
              port: 80
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: web
          namespace: argocd
        spec:
          minAvailable: 150%
          selector:
            matchLabels:
              app.kubernetes.io/name: web
        """);

    List<String> places =
        line(preflight(lab, cluster(server), Optional.empty()), "kubectl").findings().stream()
            .map(PreflightTest::place)
            .sorted()
            .toList();

    assertEquals(
        List.of(
            "k8s/clusters/home/apps/web.yaml:10:3 kubectl/error",
            "k8s/clusters/home/apps/web.yaml:22:3 kubectl/error"),
        places);
  }

  @Test
  void aClusterThatIsOffOrRefusesUsFailsNothing(ApiServer server) throws IOException {
    String kubeconfig = Files.readString(server.kubeconfig());
    Path off = server.kubeconfig().resolveSibling("off");
    Files.writeString(off, kubeconfig.replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:9"));
    Path stranger = server.kubeconfig().resolveSibling("stranger");
    Files.writeString(stranger, kubeconfig.replaceFirst("token: \"", "token: \"not-"));

    CheckReport whenOff =
        preflight(GeneratedTree.answered(), Map.of("KUBECONFIG", off.toString()), Optional.empty());
    CheckReport asStranger =
        preflight(
            GeneratedTree.answered(), Map.of("KUBECONFIG", stranger.toString()), Optional.empty());

    assertEquals(0, whenOff.errors() + asStranger.errors());
    assertEquals(
        "the cluster does not answer: kubectl ended with exit code 1: The connection to the server"
            + " 127.0.0.1:9 was refused - did you specify the right host or port?",
        line(whenOff, "kubectl").skipped().orElse(""));
    assertEquals(
        "the cluster does not answer: kubectl ended with exit code 1: error: You must be logged in"
            + " to the server (Unauthorized)",
        line(asStranger, "kubectl").skipped().orElse(""));
  }

  @Test
  void kubeconformHoldsObjectsAgainstSchemasOfTheRightVersion() throws IOException {
    Path schemas = Files.createDirectories(scratch.resolve("v1.36.3-standalone-strict"));
    Files.writeString(
        schemas.resolve("helmchart-helm-v1.json"),
        """
        {"type": "object", "properties": {"spec": {"type": "object", "properties":
          {"version": {"type": "integer"}}}}}
        """);

    Line kubeconform =
        line(preflight(GeneratedTree.answered(), Map.of(), Optional.of(scratch)), "kubeconform");

    assertEquals("1 object", kubeconform.scope());
    assertEquals(
        List.of("HelmChart argocd: /spec/version: got string, want integer"),
        kubeconform.findings().stream().map(finding -> finding.problem().message()).toList());
  }
}
