package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Kustomize;
import dev.homelab.maven.tool.Verdict;
import dev.homelab.maven.tree.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** kustomize build of every folder that has a kustomization, by kustomize or by kubectl. */
final class KustomizeCheck extends ToolCheck {

  private static final Set<String> NAMES =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final Pattern CHARTS = Pattern.compile("(?m)^helmCharts:");
  private static final Pattern COMPONENT = Pattern.compile("(?m)^kind: *[\"']?Component");

  KustomizeCheck(Workbench workbench) {
    super(
        "kustomize",
        List.of("kubernetes", "yaml"),
        "Argo CD renders it the same way, and would stop syncing.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return !kustomizations(lab).isEmpty();
  }

  /** Those that stand for themselves, the deepest first. */
  private static List<SourceFile> kustomizations(Lab lab) {
    return lab.tree().files().stream()
        .filter(file -> NAMES.contains(file.name()) && file.text().isPresent())
        .filter(file -> !COMPONENT.matcher(file.text().get()).find())
        .sorted(Comparator.comparingInt((SourceFile f) -> f.path().split("/").length).reversed())
        .toList();
  }

  /** kubectl has a kustomize inside. */
  @Override
  CheckResult instead(Lab lab, Found.Missing missing) {
    return workbench().find("kubectl") instanceof Found.Program kubectl
        ? run(lab, new Found.Program(kubectl.name(), kubectl.path(), "of kubectl"))
        : super.instead(lab, missing);
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    Kustomize kustomize = new Kustomize(program, workbench().runner());
    List<String> broken = new ArrayList<>();
    for (SourceFile file : kustomizations(lab)) {
      Optional<Found.Program> helm = Optional.empty();
      if (CHARTS.matcher(file.text().orElse("")).find()) {
        Path charts = lab.tree().root().resolve(file.folder()).resolve("charts");
        if (!Files.isDirectory(charts)) {
          session.skip("the chart is not here: kustomize build --enable-helm " + file.folder());
          continue;
        }
        Found found = workbench().find("helm");
        if (found instanceof Found.Missing missing) {
          session.skip(file.folder() + " needs helm, " + missing.reason());
          continue;
        }
        helm = Optional.of((Found.Program) found);
        workbench().addFolder(lab.tree(), file.folder() + "/charts");
      }
      String folder = file.folder().isEmpty() ? "." : file.folder();
      Verdict verdict = kustomize.build(copy, folder, helm);
      boolean known = verdict.complaints().stream().anyMatch(c -> mentions(c, broken));
      if (!verdict.complaints().isEmpty()) {
        broken.add(folder);
      }
      // Whoever takes a broken folder in is broken too, and says so in the same words.
      if (!known) {
        session.add("build", verdict);
      }
    }
  }

  private static boolean mentions(Complaint complaint, List<String> broken) {
    return broken.stream().anyMatch(complaint.text()::contains);
  }

  @Override
  String fix(Complaint complaint) {
    return "mend it, and see that kustomize build is content";
  }

  /** A folder is told by its kustomization, whatever of the three names that has. */
  @Override
  String file(Lab lab, Complaint complaint) {
    String path = complaint.file().replaceFirst("^\\./", "");
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return Stream.concat(Stream.of(path), NAMES.stream().map(name -> folder + name))
        .filter(candidate -> lab.tree().file(candidate).isPresent())
        .findFirst()
        .orElse(path);
  }
}
