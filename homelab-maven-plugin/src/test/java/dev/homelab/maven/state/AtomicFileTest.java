package dev.homelab.maven.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link AtomicFile}. */
class AtomicFileTest {

  @TempDir private Path folder;

  @Test
  void makesTheFoldersOnTheWay() throws IOException {
    Path file = folder.resolve("a/b/c.txt");

    AtomicFile.write(file, bytes("new"));

    assertEquals("new", Files.readString(file));
  }

  @Test
  void leavesTheOldAndNothingElseWhenTheNewCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");

    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write(bytes("half"));
                  throw new IOException("no more");
                }));

    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void takesContentWhoseWriterClosesTheFile() throws IOException {
    Path file = folder.resolve("file");

    AtomicFile.write(
        file,
        out -> {
          out.write(bytes("whole"));
          out.close();
        });

    assertEquals("whole", Files.readString(file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aNewFileIsAsReadableAsAnyOther() throws IOException {
    Path usual = Files.writeString(folder.resolve("usual"), "");

    AtomicFile.write(folder.resolve("file"), bytes("new"));

    assertEquals(permissions(usual), permissions(folder.resolve("file")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aReplacedFileKeepsItsPermissions() throws IOException {
    Path file = Files.writeString(folder.resolve("run.sh"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

    AtomicFile.write(file, bytes("new"));

    assertEquals("rwxr-x--x", permissions(file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPrivateOneIsNobodyElsesEvenIfTheOldOneWas() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    AtomicFile.writePrivate(file, bytes("new"));

    assertEquals("rw-------", permissions(file));
    assertEquals("new", Files.readString(file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkStaysALink() throws IOException {
    Path real = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));

    AtomicFile.write(link, bytes("new"));

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
