package dev.homelab.it.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homelab.it.GeneratedTree;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the module proxmox-vm takes and refuses, in the words of the real tofu. */
class ProxmoxVmVariablesTest {

  @TempDir Path scratch;

  @Test
  void takesGoodValuesAndRefusesEachBadOne() throws Exception {
    assumeTrue(tofuIsHere(), "tofu is not on the PATH: see homelab-it/toolchain/README.md");
    Path variables = Path.of("terraform/modules/proxmox-vm/variables.tf");
    Files.copy(GeneratedTree.answered().resolve(variables), scratch.resolve("variables.tf"));
    Files.copy(
        Path.of("src/test/resources/tofu/proxmox-vm/variables.tftest.hcl"),
        scratch.resolve("variables.tftest.hcl"));

    tofu("init", "-no-color", "-input=false");
    String output = tofu("test", "-no-color");

    long runs =
        Files.readAllLines(scratch.resolve("variables.tftest.hcl")).stream()
            .filter(line -> line.startsWith("run "))
            .count();
    assertTrue(output.contains("Success! " + runs + " passed, 0 failed."), output);
  }

  private String tofu(String... arguments) throws Exception {
    Path out = scratch.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of("tofu"), Stream.of(arguments)).toArray(String[]::new))
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    // A file that is configured and missing would put a warning into the output.
    builder
        .environment()
        .put("TF_CLI_CONFIG_FILE", Files.writeString(scratch.resolve("tofurc"), "").toString());
    int exitCode = builder.start().waitFor();
    assertEquals(0, exitCode, Files.readString(out));
    return Files.readString(out);
  }

  private static boolean tofuIsHere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tofu")));
  }
}
