package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.ChartArchives;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Kustomize;
import dev.homelab.maven.tree.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What kustomize makes of each folder that has a kustomization, the deepest folder first. */
final class Renderings {

  static final Set<String> NAMES =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private static final Pattern COMPONENT = Pattern.compile("(?m)^kind: *[\"']?Component");

  /**
   * One of them.
   *
   * @param folder relative to the homelab; "." for its own
   * @param rendered what came of it; empty when it was not tried
   * @param skipped why not
   */
  record Rendering(
      String folder, Optional<Kustomize.Rendered> rendered, Optional<String> skipped) {}

  private final Lab lab;
  private final Workbench workbench;

  private Renderings(Lab lab, Workbench workbench) {
    this.lab = lab;
    this.workbench = workbench;
  }

  /** Those that stand for themselves. */
  static List<SourceFile> kustomizations(Lab lab) {
    return lab.tree().files().stream()
        .filter(file -> NAMES.contains(file.name()) && file.text().isPresent())
        .filter(file -> !COMPONENT.matcher(file.text().get()).find())
        .sorted(Comparator.comparingInt((SourceFile f) -> f.path().split("/").length).reversed())
        .toList();
  }

  /** Renders all by this program: kustomize, or kubectl with the kustomize inside it. */
  static List<Rendering> of(Lab lab, Workbench workbench, Found.Program kustomize)
      throws HomelabException {
    Renderings renderings = new Renderings(lab, workbench);
    List<Rendering> all = new ArrayList<>();
    for (SourceFile file : kustomizations(lab)) {
      all.add(renderings.render(file, new Kustomize(kustomize, workbench.runner())));
    }
    return List.copyOf(all);
  }

  private Rendering render(SourceFile file, Kustomize kustomize) throws HomelabException {
    String folder = file.folder().isEmpty() ? "." : file.folder();
    Optional<Found.Program> helm = Optional.empty();
    List<Chart> charts = charts(file);
    if (!charts.isEmpty()) {
      for (Chart chart : charts) {
        if (!isBrought(file, chart)) {
          return skipped(
              folder,
              ("the chart " + chart.name() + " " + chart.version()).strip()
                  + " is not here: kustomize build --enable-helm "
                  + folder);
        }
      }
      Found found = workbench.find("helm");
      if (found instanceof Found.Missing missing) {
        return skipped(folder, folder + " needs helm, " + missing.reason());
      }
      helm = Optional.of((Found.Program) found);
    }
    Path copy = workbench.copyOf(lab.tree());
    return new Rendering(
        folder, Optional.of(kustomize.build(copy, folder, helm)), Optional.empty());
  }

  private static Rendering skipped(String folder, String why) {
    return new Rendering(folder, Optional.empty(), Optional.of(why));
  }

  /**
   * A chart that a kustomization asks for.
   *
   * @param name its name
   * @param version the one it pins, or ""
   * @param home the folder that kustomize looks in, relative to the kustomization
   */
  private record Chart(String name, String version, String home) {}

  private static List<Chart> charts(SourceFile file) {
    List<Chart> charts = new ArrayList<>();
    for (YamlValue kustomization : YamlFile.read(file).documents()) {
      String home = kustomization.textAt("helmGlobals", "chartHome").orElse("charts");
      for (YamlValue chart :
          kustomization.get("helmCharts").map(YamlValue::items).orElse(List.of())) {
        String name = chart.textAt("name").orElse("");
        String version = chart.textAt("version").orElse("");
        // As kustomize does it: one that comes from a repository lies there with its version.
        boolean versioned = !version.isEmpty() && chart.textAt("repo").isPresent();
        charts.add(new Chart(name, version, versioned ? home + "/" + name + "-" + version : home));
      }
    }
    return charts;
  }

  /**
   * Puts a chart into the copy: one that was fetched before, or one from the folder of archives.
   */
  private boolean isBrought(SourceFile file, Chart chart) throws HomelabException {
    Path root = lab.tree().root();
    Path fetched = root.resolve(file.folder()).resolve(chart.home()).resolve(chart.name());
    if (chart.name().isEmpty() || !fetched.normalize().startsWith(root)) {
      return false;
    }
    String inLab = root.relativize(fetched.normalize()).toString();
    if (Files.isDirectory(fetched)) {
      workbench.addFolder(lab.tree(), inLab);
      return true;
    }
    Optional<Path> archive =
        workbench
            .supplies()
            .charts()
            .flatMap(folder -> new ChartArchives(folder).find(chart.name(), chart.version()));
    if (archive.isEmpty()) {
      return false;
    }
    Path target = workbench.copyOf(lab.tree()).resolve(inLab);
    if (!Files.exists(target)) {
      ChartArchives.unpack(archive.get(), target.getParent());
    }
    return true;
  }
}
