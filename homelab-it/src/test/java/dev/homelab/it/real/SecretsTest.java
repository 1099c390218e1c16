package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.BareMaven;
import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Logs;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret is planted, and looked for wherever somebody else could read it. */
@NeedsRealTools
class SecretsTest {

  /** Another one each time: two builds on one machine would see each other's processes. */
  private static final String SECRET = "planted-" + UUID.randomUUID() + "/secret";

  @TempDir Path scratch;

  /** No tool of preflight needs one, so none gets it, whatever the shell has. */
  @Test
  void preflightHandsItToNoToolAndShowsItNowhere() throws Exception {
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("lab"));
    Path debug = Files.createDirectories(scratch.resolve("debug"));
    BareMaven maven =
        new BareMaven(lab)
            .with("PATH", Toolchain.bin() + File.pathSeparator + System.getenv("PATH"))
            // All tools at their loudest, and into files that they would write themselves.
            .with("PACKER_LOG", "1")
            .with("PACKER_LOG_PATH", debug.resolve("packer.log").toString())
            .with("TF_LOG", "trace")
            .with("TF_LOG_PATH", debug.resolve("tofu.log").toString());
    for (String variable :
        List.of("PROXMOX_TOKEN", "PM_API_TOKEN_SECRET", "PM_PASS", "TF_VAR_x", "PKR_VAR_x")) {
      maven.with(variable, SECRET);
    }

    GeneratedTree.Output output;
    Map<String, Boolean> programs;
    try (ProcessWatch watch = new ProcessWatch(SECRET)) {
      output = maven.run("verify", "-Dhomelab.tools.dir=" + scratch.resolve("tools"));
      assertEquals(Set.of(), watch.exposed());
      programs = watch.programs();
    }

    assertEquals(0, output.exitCode(), output.text());
    for (String tool : List.of("packer", "tofu")) { // the others may be over between two looks
      assertTrue(programs.containsKey(tool), tool + " was not seen among " + programs.keySet());
    }
    for (String tool : List.of("packer", "tofu", "kustomize", "kubectl", "shellcheck", "shfmt")) {
      assertFalse(programs.getOrDefault(tool, false), tool + " had it in its environment");
    }
    assertTrue(programs.get("java"), "the build itself has it");
    assertHidden(output.text(), "the console");
    assertHiddenIn(lab.resolve("target"));
    assertHiddenIn(scratch.resolve("tools"));
    assertHiddenIn(debug);
  }

  /** Who needs it gets it by its environment; the other places stay clean, the debug log too. */
  @Test
  void packerAndTofuGetItAndShowItNowhereThoughTheyAreAtTheirLoudest() throws Exception {
    Path logs = scratch.resolve("logs");
    Runner runner =
        new Runner(
            Map.of("PATH", System.getenv("PATH"), "HOME", scratch.toString()),
            new Secrets(),
            Optional.of(new Logs(logs)));
    Path packer = Files.createDirectories(scratch.resolve("packer"));
    Files.writeString(
        packer.resolve("x.pkr.hcl"),
        """
        variable "token" {
          type      = string
          sensitive = true
        }
        source "null" "x" {
          communicator = "none"
        }
        build {
          sources = ["null.x"]
          provisioner "shell-local" {
            # Not by environment_vars: packer makes arguments of a shell of those.
            inline = ["echo it is $PKR_VAR_token", "printf %s $PKR_VAR_token | base64", "sleep 0.2"]
          }
        }
        """);
    Path tofu = Files.createDirectories(scratch.resolve("tofu"));
    Files.writeString(
        tofu.resolve("x.tf"),
        """
        variable "token" {
          type = string
        }
        output "token" {
          value = "it is ${var.token}"
        }
        """);
    List<String> lines = new ArrayList<>();

    Result built;
    Result planned;
    Map<String, Boolean> programs;
    try (ProcessWatch watch = new ProcessWatch(SECRET)) {
      built =
          runner.run(
              tool("packer", "build", "-color=false", ".")
                  .in(packer)
                  .with("PACKER_LOG", "1")
                  .withSecret("PKR_VAR_token", SECRET),
              lines::add);
      planned =
          runner.run(
              tool("tofu", "plan", "-input=false", "-no-color")
                  .in(tofu)
                  .with("TF_LOG", "trace")
                  .withSecret("TF_VAR_token", SECRET),
              lines::add);
      assertEquals(Set.of(), watch.exposed());
      programs = watch.programs();
    }

    assertTrue(built.ok(), built.output() + built.errors());
    assertTrue(planned.ok(), planned.output() + planned.errors());
    assertTrue(programs.get("packer") && programs.get("tofu"), "seen with it: " + programs);
    // Both have printed it, and their debug logs came too.
    assertTrue(planned.output().contains("it is ***"), planned.output());
    assertTrue(built.errors().contains("[DEBUG]") || built.errors().contains("[INFO]"));
    assertTrue(planned.errors().contains("[TRACE]"), planned.errors());
    assertHidden(built.output() + built.errors() + planned.output() + planned.errors(), "a result");
    assertHidden(String.join("\n", lines), "the console");
    assertHiddenIn(logs);
  }

  private static Command tool(String name, String... arguments) {
    return Command.of(Toolchain.bin().resolve(name), arguments).with("CHECKPOINT_DISABLE", "1");
  }

  private static void assertHidden(String text, String where) {
    for (String form :
        List.of(
            SECRET,
            SECRET.replace("/", "%2F"),
            Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)))) {
      assertFalse(text.contains(form), where + " shows it");
    }
  }

  private static void assertHiddenIn(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertHidden(
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), file.toString());
      }
    }
  }
}
