package dev.homelab.maven.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.homelab.maven.ssh.SshException.Kind;
import dev.homelab.maven.testing.Machine;
import dev.homelab.maven.testing.Machine.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Ssh}, with a machine on this computer. */
@Timeout(60)
class SshTest {

  private static final String COMMAND = "sudo cat /etc/rancher/k3s/k3s.yaml";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final KeyPair OURS = Machine.key("ssh-ed25519");

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();

  private Path knownHosts() {
    return folder.resolve("my home/.homelab/known_hosts");
  }

  private Path keyFile(KeyPair key, String passphrase) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      OpenSSHKeyEncryptionContext lock = null;
      if (passphrase != null) {
        lock = new OpenSSHKeyEncryptionContext();
        lock.setCipherName("AES");
        lock.setCipherType("256");
        lock.setCipherMode("CTR");
        lock.setPassword(passphrase);
      }
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "me", lock, out);
      return Files.write(folder.resolve("id"), out.toByteArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<String> publicLine(KeyPair key) {
    return Optional.of(PublicKeyEntry.toString(key.getPublic()));
  }

  private Ssh ssh(Path file, KeyPair expected, Path agent, Login.Passphrase passphrase) {
    return new Ssh(
        new Login(file, publicLine(expected), Optional.ofNullable(agent), passphrase),
        knownHosts(),
        lines::add);
  }

  private Ssh ssh(KeyPair key) {
    return ssh(keyFile(key, null), key, null, Login.Passphrase.NONE);
  }

  private static Endpoint at(Machine machine) {
    return new Endpoint("127.0.0.1", machine.port(), "almalinux");
  }

  private static String run(Ssh ssh, Machine machine) throws SshException {
    return new String(ssh.run(at(machine), COMMAND, LONG, 1000), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"})
  void logsInWithTheUsersKeyAndReturnsWhatTheCommandPrints(String type) throws Exception {
    KeyPair key = Machine.key(type);
    try (Machine machine = Machine.started().authorizing(key.getPublic())) {
      machine.on(COMMAND, Answer.of("apiVersion: v1\n"));

      assertEquals("apiVersion: v1\n", run(ssh(key), machine));
      assertEquals(List.of(COMMAND), machine.commands());
    }
  }

  @Test
  void remembersTheHostKeyOnceAndShowsItsFingerprintOnce() throws Exception {
    KeyPair hostKey = Machine.key("ssh-ed25519");
    try (Machine machine = Machine.at(0, hostKey).authorizing(OURS.getPublic())) {
      machine.on(COMMAND, Answer.of(""));

      run(ssh(OURS), machine);
      run(ssh(OURS), machine);

      assertEquals(
          List.of(
              "127.0.0.1 is seen for the first time, its host key ssh-ed25519 "
                  + KeyUtils.getFingerPrint(hostKey.getPublic())
                  + " is remembered in "
                  + knownHosts()),
          lines);
      assertEquals(
          "[127.0.0.1]:" + machine.port() + " " + publicLine(hostKey).orElseThrow() + "\n",
          Files.readString(knownHosts()));
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(knownHosts())));
    }
  }

  @Test
  void refusesAChangedHostKeyBeforeItLogsInAndNamesTheLineToRemove() throws Exception {
    int port;
    try (Machine machine = Machine.started().authorizing(OURS.getPublic())) {
      machine.on(COMMAND, Answer.of(""));
      port = machine.port();
      Files.createDirectories(knownHosts().getParent());
      Files.writeString(knownHosts(), "# mine\nother ssh-ed25519 AAAA\n");
      run(ssh(OURS), machine);
    }
    KeyPair newKey = Machine.key("ssh-ed25519");
    try (Machine rebuilt = Machine.at(port, newKey).authorizing(OURS.getPublic())) {
      SshException e = assertThrows(SshException.class, () -> run(ssh(OURS), rebuilt));

      assertEquals(Kind.HOST_KEY_CHANGED, e.kind());
      assertFalse(e.mayPass());
      assertEquals(
          """
          127.0.0.1 shows another host key than before, ssh-ed25519 %s: a machine that was rebuilt \
          does, and so does one that pretends to be yours
            fix: if you have rebuilt the machine, remove line 3 of %s and run this again; if you \
          have not, find out who answers at that address"""
              .formatted(KeyUtils.getFingerPrint(newKey.getPublic()), knownHosts()),
          e.getMessage());
      assertEquals(List.of(), rebuilt.offered());
    }
  }

  @Test
  void asksAMachineOfManyKeysForTheOneThatIsRemembered() throws Exception {
    KeyPair rsa = Machine.key("ssh-rsa");
    int port;
    try (Machine machine = Machine.at(0, rsa).authorizing(OURS.getPublic())) {
      machine.on(COMMAND, Answer.of(""));
      port = machine.port();
      run(ssh(OURS), machine);
    }
    KeyPair more = Machine.key("ssh-ed25519");
    try (Machine machine = Machine.at(port, more, rsa).authorizing(OURS.getPublic())) {
      machine.on(COMMAND, Answer.of("the same machine"));

      assertEquals("the same machine", run(ssh(OURS), machine));
    }
  }

  @Test
  void saysWhichKeyAMachineDoesNotAccept() throws Exception {
    try (Machine machine = Machine.started()) {
      Ssh ssh = ssh(OURS);

      SshException e = assertThrows(SshException.class, () -> run(ssh, machine));

      assertEquals(Kind.REFUSED, e.kind());
      assertEquals(
          """
          almalinux@127.0.0.1:%d does not accept %s
            fix: a machine accepts the ssh_public_key and the ci_user that it was made with: log \
          in by hand with: ssh -i %s almalinux@127.0.0.1"""
              .formatted(machine.port(), folder.resolve("id"), folder.resolve("id")),
          e.getMessage());
    }
  }

  @Test
  void saysThatThePrivateKeyBelongsToAnotherPublicKey() throws Exception {
    try (Machine machine = Machine.started()) {
      KeyPair other = Machine.key("ssh-ed25519");
      Ssh ssh = ssh(keyFile(other, null), OURS, null, Login.Passphrase.NONE);

      SshException e = assertThrows(SshException.class, () -> run(ssh, machine));

      assertEquals(
          """
          almalinux@127.0.0.1:%d does not accept %s, which does not belong to ssh_public_key
            fix: set ssh_private_key_file in homelab.properties to the private key of ssh_public_key"""
              .formatted(machine.port(), folder.resolve("id")),
          e.getMessage());
    }
  }

  @Test
  void opensALockedKeyWithItsPassphrase() throws Exception {
    try (Machine machine = Machine.started().authorizing(OURS.getPublic())) {
      machine.on(COMMAND, Answer.of("in"));
      Path file = keyFile(OURS, "open sesame");

      assertEquals("in", run(ssh(file, OURS, null, f -> Optional.of("open sesame")), machine));
      assertEquals(
          """
          the passphrase does not open the private key %s
            fix: run this again and give the right one"""
              .formatted(file),
          assertThrows(
                  SshException.class,
                  () -> run(ssh(file, OURS, null, f -> Optional.of("wrong")), machine))
              .getMessage());
      assertEquals(
          """
          the private key %s is locked by a passphrase
            fix: give it to your agent, in this terminal: ssh-add %s"""
              .formatted(file, file),
          assertThrows(
                  SshException.class,
                  () -> run(ssh(file, OURS, null, Login.Passphrase.NONE), machine))
              .getMessage());
    }
  }

  @Test
  void asksTheAgentForTheOneKeyThatTheMachineKnows() throws Exception {
    try (Machine machine = Machine.started().authorizing(OURS.getPublic());
        SomeAgent agent =
            SomeAgent.with(folder.resolve("agent"), Machine.key("ssh-ed25519"), OURS)) {
      machine.on(COMMAND, Answer.of("in"));
      Path file = keyFile(OURS, "not given");

      assertEquals("in", run(ssh(file, OURS, agent.socket(), Login.Passphrase.NONE), machine));
      assertEquals(
          List.of("almalinux " + KeyUtils.getFingerPrint(OURS.getPublic())),
          machine.offered().stream().distinct().toList());
    }
  }

  @Test
  void goesWithoutAnAgentThatIsGone() throws Exception {
    try (Machine machine = Machine.started().authorizing(OURS.getPublic())) {
      Path file = keyFile(OURS, "not given");

      SshException e =
          assertThrows(
              SshException.class,
              () ->
                  run(ssh(file, OURS, folder.resolve("nothing"), Login.Passphrase.NONE), machine));

      assertEquals(Kind.NO_KEY, e.kind());
    }
  }

  @Test
  void readsWhatSshKeygenMakesAndUsesTheRealAgent() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/ssh-agent"))
            && Files.isExecutable(Path.of("/usr/bin/ssh-keygen")),
        "no ssh-agent on this machine");
    Path plain = folder.resolve("plain");
    Path locked = folder.resolve("locked");
    command("/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", plain.toString());
    command("/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "sesame", "-f", locked.toString());
    Path socket = folder.resolve("real-agent");
    Process agent =
        new ProcessBuilder("/usr/bin/ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("agent.log").toFile())
            .start();
    try (Machine machine = Machine.started()) {
      machine.on(COMMAND, Answer.of("in"));
      for (Path file : List.of(plain, locked)) {
        machine.authorizing(KeyUtils.loadPublicKey(Path.of(file + ".pub")));
      }
      while (!Files.exists(socket)) {
        Thread.sleep(20);
      }
      ProcessBuilder add = new ProcessBuilder("/usr/bin/ssh-add", "-q", plain.toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertEquals(0, add.start().waitFor());
      String line = Files.readString(Path.of(plain + ".pub"));

      Login byFile = new Login(plain, Optional.of(line), Optional.empty(), Login.Passphrase.NONE);
      assertEquals("in", run(new Ssh(byFile, knownHosts(), lines::add), machine));

      Path missing = folder.resolve("missing");
      Login byAgent =
          new Login(missing, Optional.of(line), Optional.of(socket), Login.Passphrase.NONE);
      assertEquals("in", run(new Ssh(byAgent, knownHosts(), lines::add), machine));

      Login byPassphrase =
          new Login(locked, Optional.empty(), Optional.empty(), file -> Optional.of("sesame"));
      assertEquals("in", run(new Ssh(byPassphrase, knownHosts(), lines::add), machine));
    } finally {
      agent.destroy();
    }
  }

  private static void command(String... words) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
  }

  @Test
  void saysThatAFileIsMissingOrNoPrivateKey() throws Exception {
    try (Machine machine = Machine.started()) {
      Path missing = folder.resolve("missing");
      assertEquals(
          """
          there is no private key %s
            fix: set ssh_private_key_file in homelab.properties to the file that belongs to \
          ssh_public_key"""
              .formatted(missing),
          assertThrows(
                  SshException.class,
                  () -> run(ssh(missing, OURS, null, Login.Passphrase.NONE), machine))
              .getMessage());

      Path text = Files.writeString(folder.resolve("text"), "ssh-ed25519 AAAA me\n");
      assertEquals(
          """
          %s is no private key that can be read
            fix: set ssh_private_key_file in homelab.properties to a private key as ssh-keygen \
          makes it"""
              .formatted(text),
          assertThrows(
                  SshException.class,
                  () -> run(ssh(text, OURS, null, Login.Passphrase.NONE), machine))
              .getMessage());
    }
  }

  @Test
  void tellsTheCommandsLastWords() throws Exception {
    try (Machine machine = Machine.started().authorizing(OURS.getPublic())) {
      machine.on(COMMAND, Answer.failing("cat: k3s.yaml: No such file\u001b[2J\n\n", 1));

      SshException e = assertThrows(SshException.class, () -> run(ssh(OURS), machine));

      assertEquals(Kind.FAILED, e.kind());
      assertTrue(e.mayPass());
      assertEquals(
          """
          'sudo cat /etc/rancher/k3s/k3s.yaml' on almalinux@127.0.0.1:%d ended with exit code 1: \
          cat: k3s.yaml: No such file\\u001B[2J
            fix: log in and run it by hand"""
              .formatted(machine.port()),
          e.getMessage());
    }
  }

  @Test
  void takesNoMoreThanItWasToldTo() throws Exception {
    try (Machine machine = Machine.started().authorizing(OURS.getPublic())) {
      machine.on(COMMAND, Answer.of("x".repeat(5_000_000)));

      SshException e = assertThrows(SshException.class, () -> run(ssh(OURS), machine));

      assertEquals(Kind.FLOODED, e.kind());
      assertEquals(
          "'sudo cat /etc/rancher/k3s/k3s.yaml' on almalinux@127.0.0.1:"
              + machine.port()
              + " prints more than 1000 bytes",
          e.reason());
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Endpoint endpoint = new Endpoint("127.0.0.1", port, "almalinux");

    SshException e =
        assertThrows(SshException.class, () -> ssh(OURS).run(endpoint, COMMAND, LONG, 1000));

    assertEquals(Kind.UNREACHABLE, e.kind());
    assertEquals("127.0.0.1 port " + port + " refuses connections", e.reason());
  }

  @Test
  void waitsNoLongerThanItWasToldTo() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Endpoint endpoint = new Endpoint("127.0.0.1", silent.getLocalPort(), "almalinux");
      long start = System.nanoTime();

      SshException e =
          assertThrows(
              SshException.class,
              () -> ssh(OURS).run(endpoint, COMMAND, Duration.ofMillis(700), 1000));

      assertEquals(Kind.TIMEOUT, e.kind());
      assertEquals(
          "127.0.0.1 port " + silent.getLocalPort() + ": no answer within 700 ms", e.reason());
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
    }
  }

  @Test
  void saysThatTheHostKeysCannotBeKept() throws Exception {
    try (Machine machine = Machine.started().authorizing(OURS.getPublic())) {
      Files.createDirectories(knownHosts());

      SshException e = assertThrows(SshException.class, () -> run(ssh(OURS), machine));

      assertEquals(Kind.LOCAL, e.kind());
      assertEquals(List.of(), machine.commands());
    }
  }
}
