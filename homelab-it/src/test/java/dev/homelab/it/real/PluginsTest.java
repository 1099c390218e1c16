package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.simulator.machine.LoginKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What needs the Telmate provider and packer's proxmox plugin, which no package registry has. The
 * folder HOMELAB_PLUGINS is laid out as both tools look for them: registry.opentofu.org/telmate/...
 * as `tofu providers mirror` makes it, and github.com/hashicorp/proxmox/... as packer's own plugin
 * folder. Nothing here calls a hypervisor.
 */
@NeedsRealTools
class PluginsTest {

  private static final Path TESTS = Path.of("src/test/resources/tofu");

  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource
  void packerValidatesTheImage(AnswerSet answers) throws IOException {
    Path plugins = Toolchain.plugins();
    Path lab = copy(answers);
    String image = "packer/alma9-k3s-optimized";
    Program.tool("make").in(lab).run(image + "/common.pkr.hcl").succeeded();

    Program.tool("packer")
        .in(lab)
        .with(Answers.forTheTools(lab))
        .with("PACKER_PLUGIN_PATH", plugins.toString())
        .with("PROXMOX_USERNAME", "homelab@pve!iac")
        .with("PROXMOX_TOKEN", "00000000-0000-0000-0000-000000000000")
        // packer would fetch the file with the checksum even to validate.
        .with("PKR_VAR_alma_iso_checksum", "sha256:" + "0".repeat(64))
        // It reads the key, too, and who runs the tests need not have one.
        .with("PKR_VAR_ssh_private_key_file", LoginKey.in(scratch).file().toString())
        .run("validate", image)
        .succeeded();
  }

  @ParameterizedTest
  @EnumSource
  void tofuValidatesTheEnvironmentAndPlansIt(AnswerSet answers) throws IOException {
    Path plugins = Toolchain.plugins();
    Path lab = copy(answers);
    Path environment = lab.resolve("terraform/envs/" + answers.environment());
    Files.copy(
        TESTS.resolve("environment/plan.tftest.hcl"), environment.resolve("plan.tftest.hcl"));
    Map<String, String> given = Answers.forTheTools(lab);
    Program tofu =
        tofu(plugins)
            .in(environment)
            .with(given)
            // The provider wants an address even to validate, and does not call it.
            .with("PM_API_URL", given.get("TF_VAR_proxmox_url"));

    tofu.run("init", "-backend=false", "-input=false", "-no-color").succeeded();
    tofu.run("validate", "-no-color").succeeded();
    tofu.run("test", "-no-color").succeeded();
  }

  @ParameterizedTest
  @EnumSource(names = "DEFAULTS")
  void theModuleRefusesEachBadValueAndMakesTheMachineItPromises(AnswerSet answers)
      throws IOException {
    Path plugins = Toolchain.plugins();
    Path module = copy(answers).resolve("terraform/modules/proxmox-vm");
    Path variables =
        Files.copy(
            TESTS.resolve("proxmox-vm/variables.tftest.hcl"),
            module.resolve("variables.tftest.hcl"));
    Files.writeString(variables, "\nmock_provider \"proxmox\" {}\n", StandardOpenOption.APPEND);
    Files.copy(
        TESTS.resolve("proxmox-vm/machine.tftest.hcl"), module.resolve("machine.tftest.hcl"));
    Program tofu = tofu(plugins).in(module);

    tofu.run("init", "-input=false", "-no-color").succeeded();
    Program.Ended test = tofu.run("test", "-no-color").succeeded();

    assertTrue(test.out().contains(" passed, 0 failed."), test.said());
  }

  private Path copy(AnswerSet answers) {
    return GeneratedTree.copyTo(answers.tree(), scratch.resolve("lab"));
  }

  private static Program tofu(Path plugins) throws IOException {
    Path settings =
        Program.tofuSettings(plugins, Toolchain.work().resolve("with-providers.tofurc"));
    return Program.tool("tofu").with("TF_CLI_CONFIG_FILE", settings.toString());
  }
}
