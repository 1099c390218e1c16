package dev.homelab.it.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The YAML of a homelab as a cluster's tools see it. */
record Kustomizations(Path lab) {

  /** The folders that kustomize renders by itself. */
  List<Path> withoutAChart() throws IOException {
    return folders(file -> !needsAChart(file));
  }

  List<Path> withAChart() throws IOException {
    return folders(Kustomizations::needsAChart);
  }

  /** Files that hold whole objects: no kustomizations, no values of Helm, no patches. */
  List<Path> manifests() throws IOException {
    return yaml(
        file -> {
          String text = read(file);
          return text.lines().anyMatch(line -> line.startsWith("apiVersion:"))
              && text.lines().anyMatch(line -> line.startsWith("kind:"))
              && !text.contains("apiVersion: kustomize.config.k8s.io")
              && !isPatch(file);
        });
  }

  private static boolean isPatch(Path file) {
    Path kustomization = file.resolveSibling("kustomization.yaml");
    return Files.exists(kustomization)
        && read(kustomization).contains("path: " + file.getFileName() + "\n");
  }

  private List<Path> folders(Predicate<Path> wanted) throws IOException {
    return yaml(file -> file.endsWith("kustomization.yaml") && wanted.test(file)).stream()
        .map(Path::getParent)
        .toList();
  }

  private List<Path> yaml(Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(lab.resolve("k8s"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(wanted)
          .sorted()
          .toList();
    }
  }

  private static boolean needsAChart(Path file) {
    return read(file).lines().anyMatch(line -> line.startsWith("helmCharts:"));
  }

  /** As Latin-1, which every file is: a broken one is for the tools to refuse. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
