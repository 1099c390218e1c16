package dev.homelab.maven.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StandInMachineTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final KeyPair key = newKey();
  private final SshClient client = SshClient.setUpDefaultClient();
  private StandInMachine machine;

  @BeforeEach
  void start() throws IOException {
    machine = StandInMachine.start(InetAddress.getLoopbackAddress(), "packer", key.getPublic());
    client.start();
  }

  @AfterEach
  void stop() throws IOException {
    client.stop();
    machine.close();
  }

  @Test
  void writesDownWhatItIsToldAndSaysThatItWentWell() throws IOException {
    try (ClientSession session = logIn("packer", key)) {
      assertEquals(0, run(session, "rm -rf / --no-preserve-root", ""));
      assertEquals(0, run(session, "uname", ""));
    }

    assertEquals(List.of("rm -rf / --no-preserve-root", "uname"), machine.commands());
  }

  @Test
  void takesFilesAsScpSendsThem() throws IOException {
    try (ClientSession session = logIn("packer", key)) {
      assertEquals(0, run(session, "scp -vt /tmp", "C0644 6 script_1.sh\necho 1\0"));
    }

    assertEquals(Map.of("/tmp/script_1.sh", "echo 1"), machine.files());
    assertEquals(List.of(), machine.commands());
  }

  @Test
  void refusesWhatIsNoSingleFile() throws IOException {
    try (ClientSession session = logIn("packer", key)) {
      assertEquals(1, run(session, "scp -rvt /tmp", "D0755 0 folder\n"));
    }

    assertEquals(Map.of(), machine.files());
  }

  @Test
  void isGoneForAMomentWhenAScriptRestartsIt() throws IOException {
    try (ClientSession session = logIn("packer", key)) {
      run(session, "scp -vt /tmp", "C0644 17 again.sh\nsystemctl reboot\n\0");

      assertNull(exitStatus(session, "sudo env  bash '/tmp/again.sh'", ""));
      assertTrue(session.isClosed() || session.isClosing());
    }

    try (ClientSession again = logIn("packer", key)) {
      assertEquals(0, run(again, "uptime", ""));
    }
  }

  @Test
  void letsNobodyElseIn() {
    SshException stranger = assertThrows(SshException.class, () -> logIn("packer", newKey()));
    SshException otherName = assertThrows(SshException.class, () -> logIn("root", key));

    assertEquals("No more authentication methods available", stranger.getMessage());
    assertEquals("No more authentication methods available", otherName.getMessage());
  }

  private ClientSession logIn(String user, KeyPair with) throws IOException {
    ClientSession session =
        client
            .connect(user, InetAddress.getLoopbackAddress().getHostAddress(), machine.port())
            .verify(LONG)
            .getSession();
    session.addPublicKeyIdentity(with);
    session.auth().verify(LONG);
    return session;
  }

  private static int run(ClientSession session, String command, String input) throws IOException {
    return exitStatus(session, command, input);
  }

  private static Integer exitStatus(ClientSession session, String command, String input)
      throws IOException {
    try (ChannelExec channel = session.createExecChannel(command)) {
      channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      channel.setOut(new ByteArrayOutputStream());
      channel.setErr(new ByteArrayOutputStream());
      channel.open().verify(LONG);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LONG);
      return channel.getExitStatus();
    }
  }

  private static KeyPair newKey() {
    try {
      return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
