package dev.homelab.maven.check.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.testing.LabFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link LayersCheck}; what each agreement finds is shown by the fixtures. */
class LayersCheckTest {

  private static final String MACHINE =
      """
      resource "proxmox_vm_qemu" "vm" {
        clone = "%s"
        bios  = "ovmf"
      }
      """;

  private static final String TEMPLATE =
      """
      source "proxmox-iso" "%s" {
        template_name = "%s"
        bios          = "%s"
      }
      """;

  @TempDir private Path folder;
  private LabFolder lab;

  @BeforeEach
  void emptyFolder() {
    lab = new LabFolder(folder);
  }

  private String findings() {
    return lab.findings(new LayersCheck());
  }

  @Test
  void hasNothingToSayOfAnEmptyHomelab() {
    assertEquals("", findings());
    assertEquals("14 agreements", lab.ask(new LayersCheck()).scope());
  }

  @Test
  void comparesAMachineWithTheTemplateOfItsNameAmongSeveral() {
    lab.write("packer/a/a.pkr.hcl", TEMPLATE.formatted("a", "one", "ovmf"))
        .write("packer/b/b.pkr.hcl", TEMPLATE.formatted("b", "two", "seabios"))
        .write("terraform/envs/k3s-single/main.tf", MACHINE.formatted("two"));

    assertEquals(
        """
        error layers/firmware
        terraform/envs/k3s-single/main.tf:3:11  proxmox_vm_qemu.vm has bios = "ovmf", but its template has "seabios" (packer/b/b.pkr.hcl:3:19)
          fix: write: bios = "seabios", or build the template with the other
        """,
        findings());
  }

  @Test
  void isSilentWhereANameIsNotKnownBeforeTheToolsRun() {
    lab.write("packer/a/a.pkr.hcl", TEMPLATE.formatted("a", "one-${timestamp()}", "ovmf"))
        .write("terraform/envs/k3s-single/main.tf", MACHINE.formatted("two"));

    assertEquals("", findings());
  }

  @Test
  void knowsTheNamesThatAMakefileDefinesByItself() {
    lab.write(
        "Makefile",
        """
        my_flags := -v
        target: own_flag = 1
        target: ; echo $(my_flags) $(own_flag) $$(shell_thing) $(foreach one_key,a b,$(one_key))
        other: ; echo $(node_nam) $(https_proxy)
        """);

    assertEquals(
        """
        error layers/makefile-answer
        Makefile:4:15  "node_nam" is no answer in homelab.properties and no variable of make
          fix: did you mean $(node_name)?
        """,
        findings());
  }

  @Test
  void asksForNothingOfAMakefileThatReadsOtherFiles() {
    lab.write("Makefile", "include more.mk\nall: ; echo $(from_there)\n");

    assertEquals("", findings());
  }
}
