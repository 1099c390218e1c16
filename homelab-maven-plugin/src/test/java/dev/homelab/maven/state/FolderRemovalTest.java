package dev.homelab.maven.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link FolderRemoval}. */
class FolderRemovalTest {

  @TempDir Path folder;

  @Test
  void takesAllThatIsInTheFolderAndNothingThatALinkPointsAt() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "mine");
    Path ours = Files.createDirectories(folder.resolve("ours/inner")).getParent();
    Files.writeString(ours.resolve("inner/file"), "x");
    Files.createSymbolicLink(ours.resolve("link"), kept);

    FolderRemoval.of(ours);
    FolderRemoval.of(ours);
    FolderRemoval.ofTemporary(null);

    assertFalse(Files.exists(ours));
    assertEquals("mine", Files.readString(kept));
  }
}
