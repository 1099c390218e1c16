package dev.homelab.maven.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.testing.Scripts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link Ping}. */
class PingTest {

  @TempDir Path folder;

  private Ping ping(String body) {
    return new Ping(
        new Scripts(folder).write("ping", body),
        new Runner(Map.of("PATH", "/bin:/usr/bin"), new Secrets(), Optional.empty()));
  }

  @Test
  void waitsASecondInTheWordsOfEachSystem() {
    Ping ping = ping("exit 0");

    assertEquals("ping -c 1 -W 1 10.0.0.1", ping.command("10.0.0.1", "Linux").toString());
    assertEquals("ping -c 1 -W 1000 10.0.0.1", ping.command("10.0.0.1", "Mac OS X").toString());
    assertEquals("ping -n 1 -w 1000 10.0.0.1", ping.command("10.0.0.1", "Windows 11").toString());
  }

  @Test
  void takesItsExitCodeForTheAnswer() throws HomelabException {
    assertTrue(ping("exit 0").answers("10.0.0.1"));
    assertFalse(ping("exit 1").answers("10.0.0.1"));
  }
}
