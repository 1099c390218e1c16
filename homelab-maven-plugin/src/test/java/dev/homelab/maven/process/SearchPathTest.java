package dev.homelab.maven.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.testing.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link SearchPath}. */
@DisabledOnOs(OS.WINDOWS)
class SearchPathTest {

  @TempDir private Path folder;

  @Test
  void passesOverWhatAShellWouldPassOverAndSaysWhy() throws Exception {
    Files.createDirectories(folder.resolve("a/tofu"));
    Path noRunBit = new Scripts(folder.resolve("b")).write("tofu", "exit 0");
    noRunBit.toFile().setExecutable(false);
    Path right = new Scripts(folder.resolve("c")).write("tofu", "exit 0");
    SearchPath path =
        SearchPath.of(
            Map.of("PATH", folder + "/a:" + folder + "/b::.:\0:" + folder + "/c:" + folder + "/d"));

    assertEquals(Optional.of(right), path.first("tofu"));
    assertEquals(
        List.of(folder + "/a/tofu is a folder", folder + "/b/tofu may not be executed"),
        path.passedOver("tofu"));
  }

  @Test
  void findsNothingWithoutAPath() {
    assertEquals(Optional.empty(), SearchPath.of(Map.of()).first("sh"));
  }
}
