package dev.homelab.it.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each tool says that it is. */
final class Versions {

  private static final Map<String, String[]> QUESTIONS =
      Map.of(
          "tofu", new String[] {"version"},
          "packer", new String[] {"version"},
          "kubectl", new String[] {"version", "--client"},
          "helm", new String[] {"version", "--template", "{{.Version}}"},
          "kustomize", new String[] {"version"},
          "proxmoxer", new String[] {"-c", "import proxmoxer; print(proxmoxer.__version__)"});

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  private Versions() {}

  static String of(String tool) {
    if (tool.equals("ksvalidator")) {
      return pinned("pykickstart"); // it has no option for its own version
    }
    String[] question = QUESTIONS.getOrDefault(tool, new String[] {"--version"});
    Matcher version = VERSION.matcher(Program.tool(tool).run(question).succeeded().said());
    return version.find() ? version.group() : "of unknown version";
  }

  private static String pinned(String wheel) {
    try {
      return Files.readAllLines(Path.of("toolchain/python/requirements.in")).stream()
          .filter(line -> line.startsWith(wheel + "=="))
          .map(line -> line.substring(wheel.length() + 2).strip())
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
