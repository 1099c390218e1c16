package dev.homelab.it.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The custom resource definitions of Argo CD and of k3s' helm controller. Both are published as Go
 * modules: toolchain/crds pins them, and go keeps them in its module cache.
 */
final class CustomResources {

  private static final Pattern FOLDER = Pattern.compile("\"Dir\": \"([^\"]+)\"");

  private CustomResources() {}

  static List<Path> definitions() throws IOException {
    // go needs the settings and the home of whoever runs the tests: its caches are there.
    ProcessBuilder go =
        new ProcessBuilder("go", "mod", "download", "-json")
            .directory(Path.of("toolchain/crds").toFile());
    go.environment().put("GOWORK", "off");
    Path log = Toolchain.work().resolve("go-mod-download.log");
    Process process = go.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError("go mod download: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
    List<Path> definitions = new ArrayList<>();
    for (String module :
        FOLDER.matcher(Files.readString(log)).results().map(found -> found.group(1)).toList()) {
      definitions.addAll(in(Path.of(module)));
    }
    if (definitions.size() < 4) {
      throw new AssertionError("the modules of toolchain/crds have changed: " + definitions);
    }
    return definitions;
  }

  private static List<Path> in(Path module) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("manifests/crds", "pkg/crds/yaml/generated")) {
      if (Files.isDirectory(module.resolve(folder))) {
        try (Stream<Path> files = Files.list(module.resolve(folder))) {
          for (Path file : files.sorted().toList()) {
            if (Files.readString(file).contains("kind: CustomResourceDefinition")) {
              found.add(file);
            }
          }
        }
      }
    }
    return found;
  }
}
