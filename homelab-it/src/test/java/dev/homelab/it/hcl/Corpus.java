package dev.homelab.it.hcl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every HCL file in the source of tofu, packer and their HCL library, the broken ones included. */
final class Corpus {
  private static final Path TOOLCHAIN = Path.of("toolchain").toAbsolutePath();

  private static final Pattern FOLDER = Pattern.compile("\"Dir\": \"([^\"]+)\"");

  private Corpus() {}

  /** Reads the files from the Go module cache; where they are not there, the test is skipped. */
  static List<Source> read() throws IOException, InterruptedException {
    List<Source> sources = new ArrayList<>();
    for (String tool : List.of("tofu", "packer")) {
      String module = tool.equals("tofu") ? "opentofu/opentofu" : "hashicorp/packer";
      for (String path : List.of("github.com/" + module, "github.com/hashicorp/hcl/v2")) {
        read(moduleFolder(tool, path), sources);
      }
    }
    return sources;
  }

  private static Path moduleFolder(String tool, String module)
      throws IOException, InterruptedException {
    assumeTrue(Programs.find("go").isPresent(), "Go is not on this machine");
    // With the profile real-tools nothing is left out: the tools may have been made long ago, and
    // the modules they were made of be gone.
    List<String> command =
        System.getProperty("it.toolchain") == null
            ? List.of("go", "list", "-m", "-json=Dir", module)
            : List.of("go", "mod", "download", "-json", module);
    Programs.Result result = Programs.run(TOOLCHAIN.resolve(tool), command);
    Matcher folder = FOLDER.matcher(result.output());
    assumeTrue(
        result.exit() == 0 && folder.find(),
        module + " is not in the Go module cache: run homelab-it/toolchain/install " + tool);
    return Path.of(folder.group(1));
  }

  private static void read(Path module, List<Source> sources) throws IOException {
    try (Stream<Path> files = Files.walk(module)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (Stream.of(".tf", ".tofu", ".hcl", ".tfvars").anyMatch(name::endsWith)) {
          sources.add(
              new Source(
                  module.getFileName() + "/" + module.relativize(file), Files.readAllBytes(file)));
        }
      }
    }
  }
}
