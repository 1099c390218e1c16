package dev.homelab.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.it.BareMaven;
import dev.homelab.it.GeneratedTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A homelab on a machine that has a JDK and Maven, and nothing else. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "make comes from another package manager there")
class BareMachineTest {

  @TempDir Path scratch;

  @Test
  void verifyPassesAndSaysInOneLineWhatWasNotRunAndHowToGetIt() throws Exception {
    Path lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("lab"));

    GeneratedTree.Output output =
        new BareMaven(lab).run("verify", "-Dhomelab.tools.dir=" + scratch.resolve("tools"));

    assertEquals(0, output.exitCode(), output.text());
    assertEquals(
        List.of(
            "[INFO]   not on this machine: packer, tofu, kustomize, shellcheck, shfmt, yamllint,"
                + " ksvalidator, make  skipped: mvn homelab:preflight"
                + " -Dhomelab.tools.download=true; see README.md"),
        output.text().lines().filter(line -> line.contains("not on this machine")).toList(),
        output.text());
  }
}
