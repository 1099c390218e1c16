package dev.homelab.maven.check.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.testing.LabFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link HclCheck}; what each rule finds is shown by the fixtures. */
class HclCheckTest {

  @TempDir private Path folder;
  private LabFolder lab;

  @BeforeEach
  void emptyFolder() {
    lab = new LabFolder(folder);
  }

  private String findings() {
    return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> lab.findings(new HclCheck()));
  }

  @Test
  void countsFilesAndReferences() {
    lab.write(
        "a.tf", "locals {\n  a = 1\n  b = local.a\n}\noutput \"b\" {\n  value = local.b\n}\n");

    assertEquals("1 file, 2 references", lab.ask(new HclCheck()).scope());
    assertEquals("", findings());
  }

  @Test
  void hasNothingToSayOfAnEmptyHomelabOrAnEmptyFile() {
    assertEquals("0 files, 0 references", lab.ask(new HclCheck()).scope());

    lab.write("terraform/a.tf", "").write("packer/x/b.pkr.hcl", "\n");

    assertEquals("", findings());
  }

  @Test
  void leavesWhatIsNoTextToTheChecksOfTheTree() {
    lab.write("a.tf", "a = \"\u00e9\"\n".getBytes(StandardCharsets.ISO_8859_1))
        .write("b.tf", new byte[] {0, 1, 2});

    assertEquals("", findings());
  }

  @Test
  void readsAByteOrderMarkWhichTheFormatterTakesAway() {
    lab.write("terraform/a.tf", "\ufefflocals {}\n");

    assertEquals(
        """
        warning hcl/format
        terraform/a.tf:1  not in the form of tofu fmt: |\\uFEFFlocals {}| becomes |locals {}|
          fix: run: mvn homelab:fmt   (-Dhomelab.check shows all that it would change)
        """,
        findings());
  }

  @Test
  void doesNotFollowACircleOfModules() {
    lab.write("a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n")
        .write("b/main.tf", "module \"a\" {\n  source = \"../a\"\n}\n")
        .write("c/main.tf", "module \"c\" {\n  source = \"../c\"\n}\n");

    assertEquals("", findings());
  }

  @Test
  void doesNotFollowModulesThatMultiply() {
    for (int i = 0; i < 30; i++) {
      lab.write(
          "m" + i + "/main.tf",
          """
          module "a" {
            source = "../m%d"
          }

          module "b" {
            source = "../m%d"
          }
          """
              .formatted(i + 1, i + 1));
    }
    lab.write("m30/main.tf", "locals {}\n");

    assertEquals("", findings());
  }

  @Test
  void doesNotWorkOutWhatGrowsWithoutEnd() {
    StringBuilder locals = new StringBuilder("locals {\n  l0 = \"ab\"\n");
    for (int i = 1; i < 60; i++) {
      locals.append("  l" + i + " = \"${local.l" + (i - 1) + "}${local.l" + (i - 1) + "}\"\n");
    }
    lab.write(
        "a.tf", locals + "}\n\nresource \"proxmox_vm_qemu\" \"vm\" {\n  tags = local.l59\n}\n");

    findings();
  }

  @Test
  void endsWithALargeFileOfOneLine() {
    lab.write("a.tf", "locals {\n  a=[" + "1, ".repeat(300_000) + "]\n}\n");

    assertTrue(
        findings()
            .startsWith(
                "warning hcl/format\na.tf:2  not in the form of tofu fmt: |  a=[1, 1, 1, "));
  }

  @Test
  void endsWithDeepNesting() {
    lab.write("a.tf", "a = " + "[".repeat(100_000) + "\n");

    assertTrue(findings().contains("error hcl/syntax\na.tf:1:"));
  }
}
