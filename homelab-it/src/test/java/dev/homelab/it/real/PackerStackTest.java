package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What an image goes through, with sources that are built into packer and make no machine. */
@NeedsRealTools
class PackerStackTest {

  @TempDir Path scratch;
  private Program packer;
  private Path stack;

  @BeforeEach
  void copyTheStack() {
    stack =
        GeneratedTree.copyTo(
            Path.of("src/test/resources/stacks/packer-image"), scratch.resolve("stack"));
    packer = Program.tool("packer").in(stack);
  }

  @Test
  void goesFromInitToAManifest() throws IOException {
    packer.run("init", ".").succeeded();
    packer.run("fmt", "-check", ".").succeeded();
    packer.run("validate", ".").succeeded();
    Program.Ended build = packer.run("build", "-color=false", "-machine-readable", ".").succeeded();

    assertEquals("alma9-k3-node-amd64-v1.36.3-v1\n", Files.readString(stack.resolve("image")));
    assertEquals(
        "provisioned alma9-k3-node-amd64-v1.36.3-v1\n", Files.readString(stack.resolve("log")));
    Map<String, List<Map<String, Object>>> manifest = manifest();
    assertEquals(
        List.of("file", "null"),
        manifest.get("builds").stream().map(b -> b.get("builder_type")).sorted().toList());
    for (Map<String, Object> made : manifest.get("builds")) {
      assertEquals(
          Map.of("template", "alma9-k3-node-amd64-v1.36.3-v1", "node", "pve"),
          made.get("custom_data"));
    }
    // timestamp, target, type, data: what a program reads instead of the console.
    assertTrue(
        build.out().lines().anyMatch(l -> l.matches("\\d+,file\\.image,artifact,0,id,File")),
        build.out());
    assertTrue(
        build.out().lines().anyMatch(l -> l.matches("\\d+,,ui,say,\\\\n==> Builds finished\\..*")),
        build.out());
  }

  @Test
  void aProvisionerThatFailsFailsTheBuildAndOnlyItsOwnImage() throws IOException {
    Program.Ended failed =
        packer
            .run("build", "-color=false", "-machine-readable", "-var=provisioner=exit 3", ".")
            .endedWith(1);

    assertTrue(
        failed
            .out()
            .lines()
            .anyMatch(
                line ->
                    line.matches(
                        "\\d+,null\\.machine,error,Script exited with non-zero exit status: 3\\..*")),
        failed.said());
    assertEquals(
        List.of("file"),
        manifest().get("builds").stream().map(built -> built.get("builder_type")).toList());
  }

  @Test
  void anAnswerThatIsRefusedIsNamed() {
    Program.Ended refused =
        packer.with("PKR_VAR_k3s_version", "1.36").run("validate", ".").endedWith(1);

    assertTrue(
        refused.said().contains("\nThe value of k3s_version must look like v1.36.3+k3s1.\n"),
        refused.said());
    assertTrue(
        refused.said().contains("This was checked by the validation rule at image.pkr.hcl:"),
        refused.said());
  }

  /** JSON is YAML. */
  private Map<String, List<Map<String, Object>>> manifest() throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(Files.readString(stack.resolve("manifest.json")));
  }
}
