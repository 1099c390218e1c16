package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.testing.LabFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Fmt}. */
class FmtTest {

  private static final String DEFORMED = "locals {\n      a=1\n  bcd = \"${var.x}\"\n}\n";

  @TempDir private Path folder;
  private final List<String> printed = new ArrayList<>();

  @Test
  void rewritesWhatIsDeformedAndNothingTheSecondTime() throws Exception {
    new LabFolder(folder)
        .write("terraform/main.tf", DEFORMED)
        .write("terraform/fine.tf", "locals {}\n")
        .write("packer/x/main.pkr.hcl", DEFORMED);

    run(false);

    assertEquals("locals {\n  a   = 1\n  bcd = var.x\n}\n", read("terraform/main.tf"));
    assertEquals("locals {\n  a   = 1\n  bcd = \"${var.x}\"\n}\n", read("packer/x/main.pkr.hcl"));
    assertEquals(
        List.of(
            "rewritten: packer/x/main.pkr.hcl",
            "rewritten: terraform/main.tf",
            "3 HCL files, 2 rewritten"),
        printed);
    printed.clear();

    run(false);

    assertEquals(List.of("3 HCL files, 0 rewritten"), printed);
  }

  @Test
  void onlyTellsWhenAskedTo() throws Exception {
    new LabFolder(folder).write("terraform/main.tf", DEFORMED);

    HomelabException e = assertThrows(HomelabException.class, () -> run(true));

    assertEquals(DEFORMED, read("terraform/main.tf"));
    assertEquals(
        """
        --- a/terraform/main.tf
        +++ b/terraform/main.tf
        @@ -1,4 +1,4 @@
         locals {
        -      a=1
        -  bcd = "${var.x}"
        +  a   = 1
        +  bcd = var.x
         }
        1 HCL file, 1 would change""",
        String.join("\n", printed));
    assertEquals(
        """
        1 file is not in canonical form; the differences are above
          fix: run: mvn homelab:fmt""",
        e.getMessage());
  }

  @Test
  void tellsWhatCannotBeReadAndRewritesTheRest() throws Exception {
    new LabFolder(folder)
        .write("terraform/broken.tf", "locals {\n")
        .write("terraform/main.tf", "a=1\n");

    HomelabException e = assertThrows(HomelabException.class, () -> run(false));

    assertEquals("a = 1\n", read("terraform/main.tf"));
    assertEquals(
        """
        terraform/broken.tf:1:1  the block "locals" is not closed before the end of the file
          fix: add the missing "}": it may be missing in this block or in one inside it""",
        e.getMessage());
  }

  @Test
  void leavesWhatGitIgnores() throws Exception {
    new LabFolder(folder).write(".gitignore", "*.tfvars\n").write("a.tfvars", "a=1\n");

    run(false);

    assertEquals("a=1\n", read("a.tfvars"));
  }

  @Test
  void keepsTheRightsOfAFileAndLeavesNothingBeside() throws Exception {
    new LabFolder(folder).write("a.tf", "a=1\n");
    Path file = folder.resolve("a.tf");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

    run(false);

    assertEquals("rwxr-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  private String read(String path) throws IOException {
    return Files.readString(folder.resolve(path));
  }

  private void run(boolean checkOnly) throws HomelabException {
    new Fmt(
            new Console() {
              @Override
              public void info(String line) {
                printed.add(line);
              }

              @Override
              public void warn(String line) {
                printed.add(line);
              }

              @Override
              public void error(String line) {
                printed.add(line);
              }
            })
        .run(new FmtRequest(folder, checkOnly));
  }
}
