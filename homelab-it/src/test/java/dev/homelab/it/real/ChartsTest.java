package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What needs a chart, which no package registry has, and how much of that can be seen without it.
 */
@NeedsRealTools
@ExtendWith(ApiServer.Extension.class)
class ChartsTest {

  @TempDir Path scratch;

  @Test
  void kustomizeHandsTheValuesOfPhpipamToHelm(ApiServer server) throws IOException {
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("lab"));
    Path phpipam = lab.resolve("k8s/clusters/home/infra/phpipam");
    GeneratedTree.copyTo(
        Path.of("src/test/resources/stacks/stand-in-chart"),
        Files.createDirectories(phpipam.resolve("charts/app-template-4.1.1/app-template")));

    String rendered = rendered(phpipam);

    server.dryRun(rendered).succeeded();
    assertTrue(rendered.contains("\n  name: phpipam-given\n  namespace: ipam\n"), rendered);
    assertTrue(rendered.contains("\n  tag: v1.8.2\n"), rendered);
    assertTrue(rendered.contains("\"name\":\"phpipam-db\""), rendered);
  }

  @Test
  void theApiServerAcceptsWhatTheChartOfPhpipamRenders(ApiServer server) throws IOException {
    Path charts = Toolchain.charts();
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("lab"));
    List<Path> folders = new Kustomizations(lab).withAChart();
    assertEquals(List.of(lab.resolve("k8s/clusters/home/infra/phpipam")), folders);
    Path phpipam = folders.get(0);
    unpackCharts(charts, phpipam);

    String rendered = rendered(phpipam);

    server.dryRun(rendered).succeeded();
    for (String kind : List.of("Namespace", "Service", "Deployment", "StatefulSet")) {
      assertTrue(rendered.contains("kind: " + kind + "\n"), "no " + kind + " in\n" + rendered);
    }
  }

  /** To where kustomize keeps a chart once it has fetched it. */
  private static void unpackCharts(Path charts, Path folder) throws IOException {
    try (Reader reader = Files.newBufferedReader(folder.resolve("kustomization.yaml"))) {
      Map<String, List<Map<String, String>>> kustomization =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      for (Map<String, String> chart : kustomization.get("helmCharts")) {
        String name = chart.get("name") + "-" + chart.get("version");
        Path archive = charts.resolve(name + ".tgz");
        assertTrue(Files.exists(archive), "HOMELAB_CHARTS has no " + archive);
        Path target = Files.createDirectories(folder.resolve("charts").resolve(name));
        Program.tool("tar").in(target).run("-xzf", archive.toString()).succeeded();
      }
    }
  }

  private static String rendered(Path folder) {
    Program.tool("helm").run("version").succeeded();
    String helm = Toolchain.bin().resolve("helm").toString();
    return Program.tool("kustomize")
        .run("build", "--enable-helm", "--helm-command", helm, folder.toString())
        .succeeded()
        .out();
  }
}
