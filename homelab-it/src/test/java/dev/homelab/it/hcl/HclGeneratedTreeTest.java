package dev.homelab.it.hcl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.HclFormatter;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.hcl.model.HclModule;
import dev.homelab.maven.hcl.model.ModuleCalls;
import dev.homelab.maven.hcl.model.ModuleValues;
import dev.homelab.maven.hcl.schema.SchemaCheck;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine has nothing to say about the tree that the archetype makes. */
class HclGeneratedTreeTest {
  private static final Path TREE = GeneratedTree.answered();

  private static final Path IMAGE = TREE.resolve("packer/alma9-k3s-optimized");
  private static final Path ENVIRONMENT = TREE.resolve("terraform/envs/k3s-single");

  private static HclModule load(Dialect language, Path folder, Path... more) throws IOException {
    List<Path> paths = new ArrayList<>(List.of(more));
    String ending = language == Dialect.TOFU ? ".tf" : ".pkr.hcl";
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(ending)).sorted().forEach(paths::add);
    }
    List<HclFile> files = new ArrayList<>();
    for (Path path : paths) {
      HclFile file = Hcl.parse(TREE.relativize(path).toString(), Files.readAllBytes(path));
      assertEquals(List.of(), file.problems());
      assertArrayEquals(
          Files.readAllBytes(path), HclFormatter.format(file, language).orElseThrow());
      files.add(file);
    }
    return HclModule.load(language, folder, files);
  }

  private static Map<String, Value> answers() throws IOException {
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(TREE.resolve("homelab.properties"))) {
      file.load(reader);
    }
    Map<String, Value> answers = new HashMap<>();
    file.stringPropertyNames().forEach(name -> answers.put(name, Value.of(file.getProperty(name))));
    return answers;
  }

  @Test
  void theImageIsSoundAndItsNameIsKnown() throws IOException {
    HclModule module = load(Dialect.PACKER, IMAGE, TREE.resolve("packer/common.pkr.hcl"));
    ModuleValues values = new ModuleValues(module, answers());

    assertEquals(List.of(), module.findings());
    assertEquals(List.of(), SchemaCheck.check(values));
    assertEquals(List.of(), values.refusals());
    assertEquals(List.of(), values.failures());
    assertEquals(Value.of("alma9-k3-node-amd64-v1.36.3-v1"), values.local("image_name"));
  }

  @Test
  void theEnvironmentFitsItsModuleAndClonesThatImage() throws IOException {
    HclModule environment = load(Dialect.TOFU, ENVIRONMENT);
    ModuleValues values = new ModuleValues(environment, answers());

    assertEquals(List.of(), environment.findings());
    assertEquals(
        List.of(),
        ModuleCalls.check(
            values,
            folder -> {
              try {
                return Optional.of(load(Dialect.TOFU, folder));
              } catch (IOException e) {
                return Optional.empty();
              }
            }));
    assertEquals(List.of(), SchemaCheck.check(values));
    assertEquals(List.of(), values.refusals());
    assertEquals(List.of(), values.failures());
    ModuleValues node = values.child("node").orElseThrow();
    assertEquals(List.of(), node.module().findings());
    assertEquals(List.of(), SchemaCheck.check(node));
    assertEquals(Value.of("alma9-k3-node-amd64-v1.36.3-v1"), node.variable("template"));
    assertEquals(Value.of("10.23.45.31"), values.output("ip_address"));
  }
}
