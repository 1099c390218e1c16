package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
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

/**
 * What an environment goes through, on a stack of the same shape that needs no provider. It tells
 * what to expect of tofu: exit codes, outputs, locks.
 */
@NeedsRealTools
class TofuStackTest {

  @TempDir Path scratch;
  private Program tofu;

  @BeforeEach
  void copyTheStack() {
    Path stack =
        GeneratedTree.copyTo(
            Path.of("src/test/resources/stacks/tofu-machine"), scratch.resolve("stack"));
    tofu = Program.tool("tofu").in(stack);
    tofu.run("init", "-input=false", "-no-color").succeeded();
  }

  @Test
  void goesFromNothingToAMachineAndBack() {
    assertEquals(Map.of(), outputs());

    tofu.run("plan", "-input=false", "-no-color", "-detailed-exitcode", "-out=a.tfplan")
        .endedWith(2);
    String plan = tofu.run("show", "-json", "a.tfplan").succeeded().out();
    tofu.run("apply", "-input=false", "-no-color", "a.tfplan").succeeded();
    Program.Ended again = tofu.run("plan", "-input=false", "-no-color", "-detailed-exitcode");

    assertEquals(List.of("create"), actions(plan));
    assertEquals(0, again.exitCode(), again.said());
    assertTrue(again.out().contains("No changes."), again.said());
    Map<String, Object> outputs = outputs();
    assertEquals(
        Map.of(
            "vm_id",
            101,
            "ip_address",
            "10.23.45.31",
            "template",
            "alma9-k3-node-amd64-v1.36.3-v1",
            "kubernetes",
            Map.of(
                "server", "https://10.23.45.31:6443",
                "context", "k3s-single",
                "commands",
                    List.of(
                        "make kubeconfig ENV=k3s-single",
                        "kubectl --context k3s-single get nodes"))),
        outputs);

    tofu.run("destroy", "-input=false", "-no-color", "-auto-approve").succeeded();

    assertEquals(Map.of(), outputs());
    assertEquals("", tofu.run("state", "list").succeeded().out());
  }

  @Test
  void aNewTemplateChangesNothingThatRuns() {
    apply();

    tofu.run("plan", "-input=false", "-no-color", "-detailed-exitcode", "-var=image_version=2")
        .endedWith(2); // the output named template, and nothing else
    String plan = plan("-var=image_version=2");

    assertEquals(List.of("no-op"), actions(plan));
  }

  @Test
  void aMachineThatIsReplacedIsMadeBeforeTheOldOneGoes() {
    apply();

    assertEquals(List.of("create", "delete"), actions(plan("-replace=terraform_data.machine")));
    assertEquals(List.of("update"), actions(plan("-var=cores=8")));
  }

  @Test
  void anAnswerThatIsRefusedIsNamed() {
    Program.Ended refused =
        tofu.run("plan", "-input=false", "-no-color", "-var=cores=0").endedWith(1);

    assertTrue(refused.err().contains("cores must be a whole number from 1 to 128"), refused.err());
    assertTrue(refused.err().contains("on main.tf line "), refused.err());
  }

  @Test
  void aLockThatIsHeldStopsTheSecondOne() throws Exception {
    Path letGo = scratch.resolve("let-go");
    Process first =
        tofu.start(
            scratch.resolve("first.log"),
            "apply",
            "-input=false",
            "-no-color",
            "-auto-approve",
            "-var=wait_for=" + letGo);
    try {
      Path lock = tofu.folder().resolve(".terraform.tfstate.lock.info");
      await(lock, first);

      Program.Ended second =
          tofu.run("apply", "-input=false", "-no-color", "-auto-approve", "-lock-timeout=0s")
              .endedWith(1);

      assertTrue(second.err().contains("Error acquiring the state lock"), second.err());
      assertTrue(second.err().contains("Operation: OperationTypeApply"), second.err());
      Files.createFile(letGo);
      assertEquals(0, first.waitFor(), Files.readString(scratch.resolve("first.log")));
      assertFalse(Files.exists(lock));
    } finally {
      Program.end(first);
    }
    assertEquals(101, outputs().get("vm_id"));
  }

  private static void await(Path file, Process writer) throws InterruptedException {
    for (int i = 0; i < 600 && !Files.exists(file) && writer.isAlive(); i++) {
      Thread.sleep(100);
    }
    assertTrue(Files.exists(file), "the first tofu has taken no lock");
  }

  private void apply() {
    tofu.run("apply", "-input=false", "-no-color", "-auto-approve").succeeded();
  }

  private String plan(String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(List.of("plan", "-input=false", "-no-color", "-out=b.tfplan"));
    arguments.addAll(List.of(more));
    tofu.run(arguments).succeeded();
    return tofu.run("show", "-json", "b.tfplan").succeeded().out();
  }

  private Map<String, Object> outputs() {
    Map<String, Map<String, Object>> outputs = json(tofu.run("output", "-json").succeeded().out());
    Map<String, Object> values = new java.util.TreeMap<>();
    outputs.forEach((name, output) -> values.put(name, output.get("value")));
    return values;
  }

  /** Of the one machine there is. */
  private static List<String> actions(String plan) {
    Map<String, List<Map<String, Map<String, List<String>>>>> content = json(plan);
    return content.get("resource_changes").get(0).get("change").get("actions");
  }

  /** JSON is YAML. */
  private static <T> T json(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
