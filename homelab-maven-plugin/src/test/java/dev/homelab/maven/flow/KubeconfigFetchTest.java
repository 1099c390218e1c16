package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.ssh.Login;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.testing.Machine;
import dev.homelab.maven.testing.Machine.Answer;
import dev.homelab.maven.testing.SomeCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link KubeconfigFetch}, with a machine and an API on this computer. */
@Timeout(60)
class KubeconfigFetchTest {

  private static final String COMMAND = "sudo cat /etc/rancher/k3s/k3s.yaml";
  private static final KeyPair OURS = Machine.key("ssh-ed25519");
  private static SomeCluster cluster;

  @TempDir private Path folder;
  private Path root;
  private Machine machine;
  private final List<String> lines = new ArrayList<>();

  @BeforeAll
  static void start(@TempDir Path keys) {
    cluster = new SomeCluster(keys);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    root = folder.resolve("my home/lab");
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(OURS, "me", null, key);
    machine = Machine.started().authorizing(OURS.getPublic());
    machine.on(COMMAND, Answer.of(cluster.kubeconfig()));
    new LabFolder(root)
        .write("terraform/envs/k3s-single/main.tf", "")
        .write("terraform/envs/k3s-test/main.tf", "")
        .write("id", key.toByteArray())
        .write(
            "homelab.properties",
            """
            environment = k3s-single
            node_ip = 127.0.0.1/24
            ci_user = almalinux
            ssh_private_key_file = %s
            ssh_public_key = %s
            """
                .formatted(root.resolve("id"), PublicKeyEntry.toString(OURS.getPublic())));
  }

  @AfterEach
  void end() {
    machine.close();
  }

  private KubeconfigRequest request(Duration atMost, Path merge) {
    return new KubeconfigRequest(
        root,
        Optional.empty(),
        Optional.empty(),
        machine.port(),
        Optional.empty(),
        Login.Passphrase.NONE,
        Optional.ofNullable(merge),
        atMost);
  }

  private void fetch() throws HomelabException {
    fetch(null);
  }

  private void fetch(Path merge) throws HomelabException {
    new KubeconfigFetch(lines::add, Duration.ofMillis(50))
        .run(request(Duration.ofSeconds(30), merge));
  }

  private String failure(Duration atMost) {
    return assertThrows(
            HomelabException.class,
            () -> new KubeconfigFetch(lines::add, Duration.ofMillis(50)).run(request(atMost, null)))
        .getMessage();
  }

  private Path target() {
    return root.resolve(".kube/k3s-single.yaml");
  }

  @Test
  void writesTheFileForItsOwnerAloneOnceTheApiHasAnswered() throws Exception {
    fetch();

    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target())));
    String written = Files.readString(target());
    assertTrue(written.contains("server: https://127.0.0.1:" + cluster.port() + "\n"), written);
    assertTrue(written.contains("current-context: k3s-single\n"), written);
    assertEquals(
        List.of(
            "Kubernetes v1.36.3+k3s1 at https://127.0.0.1:"
                + cluster.port()
                + ", context k3s-single",
            "written: " + target() + ", for you alone: it is the administrator's key",
            "use it: export KUBECONFIG='" + target() + "'"),
        lines.subList(1, lines.size()));
    assertEquals(List.of("k3s-single.yaml"), names(target().getParent()));
  }

  @Test
  void replacesAFileThatOthersCouldRead() throws Exception {
    new LabFolder(root).write(".kube/k3s-single.yaml", "old");
    Files.setPosixFilePermissions(target(), PosixFilePermissions.fromString("rw-r--r--"));

    fetch();

    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target())));
  }

  @Test
  void waitsForTheFirstBoot() throws Exception {
    machine.on(COMMAND, Answer.failing("cat: /etc/rancher/k3s/k3s.yaml: No such file\n", 1));
    cluster.unready(2);
    CompletableFuture.runAsync(
        () -> {
          while (machine.commands().size() < 2) {
            Thread.onSpinWait();
          }
          machine.on(COMMAND, Answer.of(cluster.kubeconfig()));
        });

    fetch();

    String at = "almalinux@127.0.0.1:" + machine.port();
    String api = "https://127.0.0.1:" + cluster.port();
    assertEquals(
        List.of(
            "waiting for k3s.yaml of "
                + at
                + ", 30 s at most: 'sudo cat /etc/rancher/k3s/k3s.yaml' on "
                + at
                + " ended with exit code 1: cat: /etc/rancher/k3s/k3s.yaml: No such file",
            "waiting for the Kubernetes API at "
                + api
                + ", 30 s at most: "
                + api
                + "/readyz answers 500 [-]etcd failed: reason withheld"),
        lines.subList(1, 3));
  }

  @Test
  void saysTheLastAnswerWhenTheTimeIsOver() {
    machine.on(COMMAND, Answer.failing("sudo: a password is required\n", 1));

    String at = "almalinux@127.0.0.1:" + machine.port();
    assertEquals(
        """
        k3s.yaml of %1$s: not within 1 s, the last answer: 'sudo cat /etc/rancher/k3s/k3s.yaml' \
        on %1$s ended with exit code 1: sudo: a password is required
          fix: log in and run it by hand"""
            .formatted(at),
        failure(Duration.ofSeconds(1)));
    assertFalse(Files.exists(target()));
  }

  @Test
  void keepsTheOldFileWhenAnotherClusterAnswersAtThatAddress(@TempDir Path keys) {
    new LabFolder(root).write(".kube/k3s-single.yaml", "old");
    try (SomeCluster other = new SomeCluster(keys)) {
      machine.on(
          COMMAND, Answer.of(other.kubeconfig().replace(":" + other.port(), ":" + cluster.port())));

      String failure = failure(Duration.ofSeconds(1));

      String api = "https://127.0.0.1:" + cluster.port();
      String expected =
          "the Kubernetes API at "
              + api
              + ": not within 1 s, the last answer: "
              + api
              + " shows a certificate that the kubeconfig does not trust: ";
      assertTrue(failure.startsWith(expected), failure);
      assertEquals(List.of("k3s-single.yaml"), names(target().getParent()));
      assertEquals("old", read(target()));
    }
  }

  @Test
  void doesNotWaitForWhatNeverComes() throws Exception {
    machine.on(COMMAND, Answer.of("hello\n"));

    assertEquals(
        """
        what almalinux@127.0.0.1:%d sent is not the kubeconfig of k3s: its top is no map
          fix: log in and see what /etc/rancher/k3s/k3s.yaml holds; k3s writes it anew when it is \
        removed and k3s is restarted"""
            .formatted(machine.port()),
        failure(Duration.ofMinutes(5)));
    machine.on(COMMAND, Answer.of("x".repeat(10_000_000)));
    assertTrue(failure(Duration.ofMinutes(5)).contains(" prints more than 65536 bytes\n  fix: "));
  }

  @Test
  void takesTheAddressThatTofuHasBuilt() throws Exception {
    new LabFolder(root)
        .write(
            "homelab.properties",
            read(root.resolve("homelab.properties")).replace("127.0.0.1/24", "127.0.0.9/24"))
        .write(
            "terraform/envs/k3s-single/terraform.tfstate",
            "{\"version\": 4, \"resources\": [], \"outputs\": {\"ip_address\": {\"value\": \"127.0.0.1\"}}}");

    fetch();

    assertTrue(Files.exists(target()));
  }

  @Test
  void mergesWhenToldToAndKeepsACopy() throws Exception {
    Path real = Files.createDirectories(folder.resolve("dotfiles")).resolve("kube");
    Files.writeString(real, "kind: Config\ncurrent-context: work\n");
    Path link = Files.createSymbolicLink(folder.resolve("config"), real);

    fetch(link);
    fetch(link);

    assertTrue(Files.isSymbolicLink(link));
    assertTrue(read(real).contains("current-context: work\n"), read(real));
    assertTrue(read(real).contains("- name: k3s-single\n"), read(real));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    List<String> names = names(real.getParent());
    assertEquals(2, names.size(), names.toString());
    assertEquals("kind: Config\ncurrent-context: work\n", read(real.resolveSibling(names.get(1))));
    assertEquals(link + " has it already", lines.get(lines.size() - 1));
  }

  @Test
  void namesTheEnvironmentsThereAre() {
    new LabFolder(root).write("homelab.properties", "environment = k3s-singel\n");

    assertEquals(
        """
        there is no environment 'k3s-singel' in terraform/envs
          fix: set environment in homelab.properties, or -Dhomelab.env, to one of: k3s-single, \
        k3s-test""",
        failure(Duration.ofSeconds(1)));
  }

  @Test
  void saysWhichAnswerIsMissing() {
    new LabFolder(root).write("homelab.properties", "# answers\nci_user = CHANGEME\n");

    assertEquals(
        """
        homelab.properties:2:11  ci_user is not given
          fix: give it, then run: mvn verify""",
        failure(Duration.ofSeconds(1)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
