package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every file of a generated homelab is accepted by the program that will read it. */
@NeedsRealTools
@ExtendWith(ApiServer.Extension.class)
@ParameterizedClass(name = "{0}")
@EnumSource
class ConformanceTest {

  private static final String IMAGE = "packer/alma9-k3s-optimized";

  private final AnswerSet answers;

  @TempDir Path scratch;
  private Path lab;

  ConformanceTest(AnswerSet answers) {
    this.answers = answers;
  }

  @BeforeEach
  void copyTheLab() throws IOException {
    lab =
        GeneratedTree.copyTo(
            answers.tree(), Files.createDirectories(scratch.resolve("my home/lab")));
  }

  @Test
  void packerReadsTheImage() {
    run("make", IMAGE + "/common.pkr.hcl");

    run("packer", "fmt", "-check", "-diff", "-recursive", "packer");
    String inspected = tool("packer").with(asAnswers()).run("inspect", IMAGE).succeeded().said();
    run("packer", "validate", "-syntax-only", IMAGE);

    assertTrue(inspected.contains("local.image_name: \"" + answers.template() + "\"\n"), inspected);
  }

  /** Without its source and its build, so that no plugin is missing. */
  @Test
  void packerTakesTheAnswers() throws IOException {
    Path variables = Files.createDirectory(scratch.resolve("variables"));
    Files.copy(lab.resolve(IMAGE + "/variables.pkr.hcl"), variables.resolve("v.pkr.hcl"));
    Files.copy(lab.resolve("packer/common.pkr.hcl"), variables.resolve("common.pkr.hcl"));
    Files.writeString(
        variables.resolve("build.pkr.hcl"),
        """
        source "file" "name" {
          content = local.image_name
          target  = "name"
        }
        build {
          sources = ["file.name"]
        }
        """);

    tool("packer")
        .in(variables)
        .with(asAnswers())
        .with("PROXMOX_USERNAME", "homelab@pve!iac")
        .with("PROXMOX_TOKEN", "00000000-0000-0000-0000-000000000000")
        .run("validate", ".")
        .succeeded();
  }

  @Test
  void tofuAcceptsTheFormat() {
    run("tofu", "fmt", "-check", "-diff", "-recursive");
  }

  /** Without provider and module, so that no plugin is missing. */
  @Test
  void tofuTakesTheAnswers() throws IOException {
    Path variables = Files.createDirectory(scratch.resolve("variables"));
    Files.copy(
        lab.resolve("terraform/envs/" + answers.environment() + "/variables.tf"),
        variables.resolve("variables.tf"));
    Program tofu = tool("tofu").in(variables).with(asAnswers());

    tofu.run("init", "-no-color", "-input=false").succeeded();
    tofu.run("plan", "-no-color", "-input=false", "-detailed-exitcode").succeeded();
  }

  @Test
  void theApiServerAcceptsWhatKustomizeRenders(ApiServer server) throws IOException {
    Kustomizations k8s = new Kustomizations(lab);

    List<String> built = new ArrayList<>();
    for (Path folder : k8s.withoutAChart()) {
      String manifests = tool("kustomize").run("build", folder.toString()).succeeded().out();
      if (!manifests.isBlank()) {
        server.dryRun(manifests).succeeded();
      }
      built.add(lab.relativize(folder).toString());
    }

    assertEquals(
        List.of(
            "k8s/clusters/home/apps",
            "k8s/clusters/home/bootstrap",
            "k8s/clusters/home/infra",
            "k8s/clusters/home"),
        built);
  }

  @Test
  void theApiServerAcceptsEveryManifest(ApiServer server) throws IOException {
    List<String> accepted = new ArrayList<>();
    for (Path manifest : new Kustomizations(lab).manifests()) {
      server.dryRun(Files.readString(manifest)).succeeded();
      accepted.add(lab.relativize(manifest).toString());
    }

    assertEquals(
        List.of(
            "k8s/argo/app-of-apps.yaml",
            "k8s/argo/projects/default-project.yaml",
            "k8s/clusters/home/bootstrap/argocd-install.yaml",
            "k8s/clusters/home/infra/phpipam/application.yaml",
            "k8s/clusters/home/infra/phpipam/namespace.yaml"),
        accepted);
  }

  /** As it is in the tree, and as packer hands it to the installer. */
  @Test
  void ksvalidatorAcceptsTheKickstart() throws IOException {
    Path template = lab.resolve(IMAGE + "/http/ks.cfg");
    Map<String, String> given = asAnswers();
    String expression =
        "base64encode(templatefile(\"%s\", {build_user = \"packer\", ssh_public_key = \"%s\", timezone = \"%s\"}))\n"
            .formatted(
                template, given.get("PKR_VAR_ssh_public_key"), given.get("PKR_VAR_timezone"));
    String encoded =
        tool("tofu").in(scratch).reading(expression).run("console").succeeded().out().strip();
    Path filled = scratch.resolve("ks.cfg");
    Files.write(filled, Base64.getDecoder().decode(encoded.replace("\"", "")));

    for (Path kickstart : List.of(template, filled)) {
      tool("ksvalidator").run("-v", "RHEL9", kickstart.toString()).succeeded();
    }
    assertTrue(Files.readString(filled).contains(given.get("PKR_VAR_ssh_public_key")));
  }

  /**
   * With every optional check, less one of taste (braces around each variable), and in preflight.sh
   * two that warn of what it does on purpose: it goes on after a command that failed.
   */
  @Test
  void shellcheckAcceptsTheScripts() throws IOException {
    for (Path script : scripts()) {
      String excluded = script.endsWith("preflight.sh") ? "SC2250,SC2310,SC2312" : "SC2250";
      run("shellcheck", "-o", "all", "-e", excluded, script.toString());
    }
  }

  @Test
  void shfmtAcceptsTheScripts() throws IOException {
    for (Path script : scripts()) {
      run("shfmt", "-d", script.toString());
    }
  }

  @Test
  void yamllintAcceptsTheYaml() {
    run("yamllint", "--strict", ".");
  }

  @Test
  void makeKnowsWhatToDoForEachTarget() throws IOException {
    List<String> targets =
        Pattern.compile("(?m)^([a-z0-9-]+):")
            .matcher(Files.readString(lab.resolve("Makefile")))
            .results()
            .map(found -> found.group(1))
            .toList();

    for (String target : targets) {
      run("make", "-n", target);
    }
    assertTrue(targets.size() > 10, targets.toString());
  }

  /** What it skips is checked: a check that is not there must not look like one that passed. */
  @Test
  void itsOwnPreflightFindsNothing() {
    // A proxy that is not there: whether a chart can be fetched from here must not matter.
    String said =
        tool("bash")
            .with("HTTPS_PROXY", "http://127.0.0.1:9")
            .run("scripts/preflight.sh")
            .succeeded()
            .out();

    List<String> skipped =
        said.lines()
            .filter(line -> line.contains("skipped: "))
            .map(line -> line.strip().replaceFirst(" {2,}.*", ""))
            .toList();
    assertEquals(
        List.of("packer validate", "tofu validate " + answers.environment(), "kustomize phpipam"),
        skipped,
        said);
  }

  @Test
  void gitTakesEveryFile() throws IOException {
    run("git", "init", "--quiet");
    run("git", "add", "--all");

    assertEquals(files(), run("git", "ls-files").out().lines().sorted().toList());
  }

  private List<Path> scripts() throws IOException {
    List<Path> scripts =
        files().stream().filter(file -> file.endsWith(".sh")).map(lab::resolve).toList();
    assertEquals(6, scripts.size());
    return scripts;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(lab)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> lab.relativize(file).toString())
          .filter(file -> !file.startsWith(".git/"))
          .sorted()
          .toList();
    }
  }

  private Map<String, String> asAnswers() {
    return Answers.forTheTools(lab);
  }

  private Program tool(String name) {
    return Program.tool(name).in(lab);
  }

  private Program.Ended run(String name, String... arguments) {
    return tool(name).run(arguments).succeeded();
  }
}
