package dev.homelab.maven.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Fingerprint} and for {@link Memory}, which keeps them. */
class FingerprintTest {

  @TempDir private Path folder;

  @Test
  void saysWhatHasChanged() throws Exception {
    Path script = Files.writeString(folder.resolve("x.sh"), "one");
    Fingerprint earlier =
        new Fingerprint.Builder()
            .file("packer/x.sh", script)
            .value("k3s_version", "v1")
            .value("timezone", "UTC")
            .build();
    Files.writeString(script, "two");

    Fingerprint now =
        new Fingerprint.Builder()
            .file("packer/x.sh", script)
            .value("k3s_version", "v1")
            .value("image_version", "2")
            .build();

    assertEquals(
        List.of("image_version is new", "packer/x.sh has changed", "timezone is gone"),
        now.changesSince(earlier));
    assertNotEquals(earlier.digest(), now.digest());
  }

  @Test
  void isTheSameInWhateverOrderItIsMade() {
    Fingerprint one = new Fingerprint.Builder().value("a", "1").value("b", "2").build();
    Fingerprint two = new Fingerprint.Builder().value("b", "2").value("a", "1").build();

    assertEquals(one.digest(), two.digest());
    assertEquals(List.of(), one.changesSince(two));
  }

  @Test
  void valuesThatChangePlacesAreAChange() {
    Fingerprint one = new Fingerprint.Builder().value("a", "1").value("b", "2").build();
    Fingerprint two = new Fingerprint.Builder().value("a", "2").value("b", "1").build();

    assertNotEquals(one.digest(), two.digest());
  }

  @Test
  void isRememberedWithItsNotes() throws Exception {
    Fingerprint fingerprint = new Fingerprint.Builder().value("a", "1").build();
    Path file = folder.resolve("deep/image.json");

    Memory.write(file, fingerprint, Map.of("vmid", "9000"));
    Memory read = Memory.read(file);

    assertEquals(Optional.of(fingerprint), read.fingerprint());
    assertEquals(Optional.of("9000"), read.note("vmid"));
    assertEquals("", read.doubt());

    read.forget();

    assertEquals("there is no image.json", Memory.read(file).doubt());
  }

  @Test
  void aDamagedOneRemembersNothingAndSaysWhy() throws Exception {
    Path file = folder.resolve("image.json");
    Memory.write(file, new Fingerprint.Builder().value("a", "1").build(), Map.of());
    String whole = Files.readString(file);

    assertDoubt(file, whole.replaceFirst("\"a\" : \"6", "\"a\" : \"7"), file + " is damaged");
    assertDoubt(
        file,
        whole.replace("\"version\" : 1", "\"version\" : 9"),
        file + " is not of this version of homelab");
    assertDoubt(file, "", file + " is not of this version of homelab");
    assertDoubt(file, "[]", file + " is not of this version of homelab");
    for (int length = 1; length < whole.length() - 2; length++) {
      Files.writeString(file, whole.substring(0, length));
      assertTrue(Memory.read(file).doubt().startsWith(file + " cannot be read: "));
    }
  }

  private static void assertDoubt(Path file, String content, String doubt) throws IOException {
    Files.writeString(file, content);
    Memory read = Memory.read(file);
    assertEquals(doubt, read.doubt());
    assertEquals(Optional.empty(), read.fingerprint());
  }
}
