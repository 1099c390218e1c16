package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests for {@link Upid}. */
class UpidTest {

  private static final String GOOD = "UPID:pve-1:0003A2C1:101B2D3E4:692F0A11:qmclone:9000:a@pve!b:";

  @Test
  void readsItsParts() {
    assertEquals(Optional.of(new Upid(GOOD, "pve-1", "qmclone", "9000")), Upid.parse(GOOD));
  }

  @Test
  void readsOneThatIsAboutNothing() {
    assertEquals(
        "",
        Upid.parse("UPID:pve:0003A2C1:01B2D3E4:692F0A11:imgcopy::root@pam:").orElseThrow().id());
  }

  @Test
  void takesNothingElse() {
    List<String> bad =
        List.of(
            "",
            GOOD + "\n",
            GOOD.replace("9000", "90\n00"),
            GOOD.replace("pve-1", "../x"),
            GOOD.replace("9000", "a/b"),
            GOOD.replace("qmclone", ""),
            GOOD.replace("9000", "\u202e"),
            GOOD.replace("9000", "x".repeat(300)),
            GOOD.substring(0, GOOD.length() - 1),
            " " + GOOD);

    assertEquals(List.of(), bad.stream().filter(text -> Upid.parse(text).isPresent()).toList());
  }
}
