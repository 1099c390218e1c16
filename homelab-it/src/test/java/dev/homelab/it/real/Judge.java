package dev.homelab.it.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real programs that judge the same files as one of the embedded checks. */
enum Judge {
  YAML {
    @Override
    List<Program.Ended> judge(Path lab, ApiServer server) {
      return List.of(Program.tool("yamllint").in(lab).run("--strict", "."));
    }
  },

  /** Syntax by bash, and what shellcheck warns of by itself. */
  SHELL {
    @Override
    List<Program.Ended> judge(Path lab, ApiServer server) throws IOException {
      List<Program.Ended> verdicts = new ArrayList<>();
      for (Path script : files(lab, file -> file.toString().endsWith(".sh"))) {
        verdicts.add(Program.tool("bash").in(lab).run("-n", script.toString()));
        verdicts.add(Program.tool("shellcheck").in(lab).run(script.toString()));
      }
      return verdicts;
    }
  },

  KICKSTART {
    @Override
    List<Program.Ended> judge(Path lab, ApiServer server) throws IOException {
      List<Program.Ended> verdicts = new ArrayList<>();
      for (Path kickstart : files(lab, KICKSTART_FILE)) {
        verdicts.add(Program.tool("ksvalidator").in(lab).run("-v", "RHEL9", kickstart.toString()));
      }
      return verdicts;
    }
  },

  /** Kustomize for what it can render without a chart; the API server for that and the rest. */
  KUBERNETES {
    @Override
    List<Program.Ended> judge(Path lab, ApiServer server) throws IOException {
      List<Program.Ended> verdicts = new ArrayList<>();
      StringBuilder manifests = new StringBuilder();
      Kustomizations k8s = new Kustomizations(lab);
      for (Path folder : k8s.withoutAChart()) {
        Program.Ended built = Program.tool("kustomize").run("build", folder.toString());
        verdicts.add(built);
        manifests.append("\n---\n").append(built.out());
      }
      for (Path folder : k8s.withAChart()) {
        verdicts.add(Program.tool("kustomize").run("build", folder.toString()));
      }
      for (Path manifest : k8s.manifests()) {
        manifests.append("\n---\n").append(latin1(manifest));
      }
      verdicts.add(server.dryRun(manifests.toString()));
      return verdicts.stream().map(this::withoutHelm).toList();
    }

    /** It reads everything before it misses helm, which is no verdict on what it has read. */
    private Program.Ended withoutHelm(Program.Ended built) {
      return built.err().contains("must specify --enable-helm") ? built.excused() : built;
    }
  },

  /**
   * What both tools see without a plugin. Neither knows the arguments of a resource or a source
   * then, and what Proxmox makes of them no tool knows.
   */
  HCL {
    @Override
    boolean judges(String rule) {
      return List.of("hcl/syntax", "hcl/format", "hcl/duplicate").contains(rule);
    }

    @Override
    List<Program.Ended> judge(Path lab, ApiServer server) throws IOException {
      Program tofu = Program.tool("tofu").in(lab);
      Program packer = Program.tool("packer").in(lab).with(Answers.forTheTools(lab));
      List<Program.Ended> verdicts = new ArrayList<>();
      verdicts.add(tofu.run("fmt", "-check", "-diff", "-recursive"));
      verdicts.add(packer.run("fmt", "-check", "-diff", "-recursive", "packer"));
      String image = "packer/alma9-k3s-optimized";
      Program.tool("make").in(lab).run(image + "/common.pkr.hcl").succeeded();
      verdicts.add(packer.run("validate", "-syntax-only", image));
      verdicts.add(packer.run("inspect", image));
      for (Path main : files(lab, file -> file.endsWith("main.tf"))) {
        if (main.startsWith(lab.resolve("terraform/envs"))) {
          verdicts.add(withoutAProvider(tofu.in(main.getParent())));
        }
      }
      return verdicts;
    }

    /** It reads all files before it misses the provider, which is no verdict on them. */
    private Program.Ended withoutAProvider(Program tofu) {
      Program.Ended init = tofu.run("init", "-backend=false", "-input=false", "-no-color");
      return init.err().contains("provider packages") ? init.excused() : init;
    }
  },

  /** Every target that a person would name, without doing it. */
  MAKE {
    @Override
    List<Program.Ended> judge(Path lab, ApiServer server) throws IOException {
      List<Program.Ended> verdicts = new ArrayList<>();
      Pattern.compile("(?m)^([a-z0-9-]+):")
          .matcher(latin1(lab.resolve("Makefile")))
          .results()
          .map(found -> found.group(1))
          .distinct()
          .forEach(target -> verdicts.add(Program.tool("make").in(lab).run("-n", target)));
      return verdicts;
    }
  };

  private static final Predicate<Path> KICKSTART_FILE =
      file -> file.endsWith("ks.cfg") || file.toString().endsWith(".ks");

  /** How each program that had something to judge has ended. */
  abstract List<Program.Ended> judge(Path lab, ApiServer server) throws IOException;

  /** Whether the programs can be asked what the check asks by this rule. */
  boolean judges(String rule) {
    return rule.startsWith(check() + "/");
  }

  /** The check's name, and that of its folder of fixtures. */
  String check() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private static List<Path> files(Path lab, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(lab)) {
      return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    }
  }

  /** Every file is Latin-1: one that is broken is for the program to refuse. */
  private static String latin1(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
