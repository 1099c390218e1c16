package dev.homelab.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of k3s-install.sh: what it installs, and that it installs nothing it could not verify. */
class K3sInstallScriptTest {

  private static final String VERSION = "K3S_VERSION=v1.36.3+k3s1";
  private static final String RELEASE =
      "https://github.com/k3s-io/k3s/releases/download/v1.36.3%2Bk3s1/";
  private static final String CURL =
      "curl --fail --silent --show-error --location --proto =https --connect-timeout 20 --retry 5"
          + " --retry-delay 3 --retry-all-errors --output /var/tmp/k3s-install.XXXXXX/";
  private static final String AIRGAP = "k3s-airgap-images-amd64.tar.zst";
  private static final byte[] IMAGES = "stands for two hundred megabytes".getBytes();

  @TempDir Path folder;
  private ScratchRoot machine;
  private Map<String, String> untouched;

  @BeforeEach
  void aMachineAndARelease() throws Exception {
    machine = ScratchRoot.in(folder).standIn("curl", StandIns.CURL);
    serve(k3sThatSays("v1.36.3+k3s1"), IMAGES);
    untouched = machine.state();
  }

  @Test
  void installsAVerifiedServerThatIsEnabledAndNotStarted() throws Exception {
    Run run = machine.succeed("k3s-install.sh", VERSION);

    assertEquals(
        "k3s-install.sh: k3s v1.36.3+k3s1 is installed and starts with the first boot of a clone.\n",
        run.stdout());
    assertEquals(
        List.of(
            "getenforce",
            CURL + "sha256sum-amd64.txt " + RELEASE + "sha256sum-amd64.txt",
            CURL + "k3s " + RELEASE + "k3s",
            CURL + AIRGAP + " " + RELEASE + AIRGAP,
            "dnf -y --setopt=install_weak_deps=False install container-selinux k3s-selinux",
            "systemctl cat nm-cloud-setup.service",
            "systemctl cat nm-cloud-setup.timer",
            "restorecon -RF /usr/local/bin/k3s /etc/systemd/system/k3s.service"
                + " /etc/systemd/system/k3s.service.d /etc/rancher /var/lib/rancher",
            "systemctl daemon-reload",
            "systemctl enable k3s.service",
            "systemctl is-enabled --quiet k3s.service"),
        calls());
    assertEquals("rwxr-xr-x", machine.mode("usr/local/bin/k3s"));
    assertEquals("k3s", machine.link("usr/local/bin/kubectl"));
    assertEquals("rw-r--r--", machine.mode("var/lib/rancher/k3s/agent/images/" + AIRGAP));
    assertEquals(new String(IMAGES), machine.text("var/lib/rancher/k3s/agent/images/" + AIRGAP));
  }

  @Test
  void writesAConfigurationThatHoldsNoIdentity() throws Exception {
    machine.succeed("k3s-install.sh", VERSION);

    assertEquals("rw-------", machine.mode("etc/rancher/k3s/config.yaml"));
    assertEquals(
        """
        cluster-init: true
        disable:
          - traefik
          - servicelb
        selinux: true
        secrets-encryption: true
        write-kubeconfig-mode: "0600"
        """,
        withoutComments(machine.text("etc/rancher/k3s/config.yaml")));
    assertFalse(machine.has("var/lib/rancher/k3s/server"));
    assertFalse(machine.has("etc/rancher/node"));
  }

  @Test
  void letsTheFirstStartWaitForCloudInit() throws Exception {
    machine.succeed("k3s-install.sh", VERSION);

    assertEquals(
        """
        [Unit]
        After=cloud-init.service cloud-init-network.service cloud-config.service
        """,
        machine.text("etc/systemd/system/k3s.service.d/10-cloud-init.conf"));
  }

  @Test
  void disablesWhatMovesRoutesAwayFromPods() throws Exception {
    machine.standIn("systemctl", "");

    machine.succeed("k3s-install.sh", VERSION);

    assertEquals(
        List.of(
            "systemctl disable nm-cloud-setup.service", "systemctl disable nm-cloud-setup.timer"),
        calls().stream().filter(call -> call.startsWith("systemctl disable")).toList());
  }

  @Test
  void endsInTheSameStateWhenRunTwiceAndDownloadsNothingAgain() throws Exception {
    machine.succeed("k3s-install.sh", VERSION);
    Map<String, String> once = machine.state();
    machine.calls();

    machine.succeed("k3s-install.sh", VERSION);

    assertEquals(once, machine.state());
    assertEquals(
        List.of(CURL + "sha256sum-amd64.txt " + RELEASE + "sha256sum-amd64.txt"),
        calls().stream().filter(call -> call.startsWith("curl")).toList());
  }

  @Test
  void replacesABinaryThatWasDamagedSince() throws Exception {
    machine.succeed("k3s-install.sh", VERSION);
    Map<String, String> once = machine.state();
    machine.file("usr/local/bin/k3s", "half a bin", "rwxr-xr-x");

    machine.succeed("k3s-install.sh", VERSION);

    assertEquals(once, machine.state());
  }

  @Test
  void installsNothingWhenTheChecksumOfTheBinaryIsWrong() throws Exception {
    byte[] wrong = k3sThatSays("v1.36.3+k3s1, with something added");
    machine.file("served/k3s", wrong, "rw-r--r--");

    assertNothingIsInstalled(
        "error: k3s-install.sh: k3s of k3s v1.36.3+k3s1 is damaged: its SHA-256 is "
            + sum(wrong)
            + ", the release says "
            + sum(k3sThatSays("v1.36.3+k3s1"))
            + "\n  fix: build again; if it stays like this, something between the build machine"
            + " and github.com changes the file\n");
  }

  @Test
  void installsNothingWhenTheChecksumOfTheImagesIsWrong() throws Exception {
    machine.file("served/" + AIRGAP, "other images");

    assertNothingIsInstalled(
        "error: k3s-install.sh: k3s-airgap-images-amd64.tar.zst of k3s v1.36.3+k3s1 is damaged:"
            + " its SHA-256 is "
            + sum("other images".getBytes())
            + ", the release says "
            + sum(IMAGES)
            + "\n  fix: build again; if it stays like this, something between the build machine"
            + " and github.com changes the file\n");
  }

  @Test
  void installsNothingWhenTheServerAnswersHalfAFileAndCallsItWhole() throws Exception {
    byte[] whole = k3sThatSays("v1.36.3+k3s1");
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    machine.file("served/k3s", half, "rw-r--r--");

    assertNothingIsInstalled(
        "error: k3s-install.sh: k3s of k3s v1.36.3+k3s1 is damaged: its SHA-256 is "
            + sum(half)
            + ", the release says "
            + sum(whole)
            + "\n  fix: build again; if it stays like this, something between the build machine"
            + " and github.com changes the file\n");
  }

  @Test
  void installsNothingWhenTheConnectionBreaksInTheMiddleOfAFile() throws Exception {
    machine.standIn(
        "curl",
        """
        case "$*" in
          *sha256sum-amd64.txt) ;;
          *) for work in /var/tmp/k3s-install.*; do head -c 9 /served/k3s >"$work/k3s"; done
             echo 'curl: (18) transfer closed with 99 bytes remaining to read' >&2
             exit 18 ;;
        esac
        """
            + StandIns.CURL);

    assertNothingIsInstalled(
        "curl: (18) transfer closed with 99 bytes remaining to read\n"
            + "error: k3s-install.sh: cannot download "
            + RELEASE
            + "k3s\n  fix: check that k3s v1.36.3+k3s1 exists and that the build machine reaches"
            + " github.com, then build again\n");
  }

  @Test
  void installsNothingWhenTheReleaseDoesNotExist() throws Exception {
    Files.delete(machine.path("served/sha256sum-amd64.txt"));

    assertNothingIsInstalled(
        "curl: (22) The requested URL returned error: 404\n"
            + "error: k3s-install.sh: cannot download "
            + RELEASE
            + "sha256sum-amd64.txt\n  fix: check that k3s v1.36.3+k3s1 exists and that the build"
            + " machine reaches github.com, then build again\n");
  }

  @Test
  void installsNothingWhenTheReleaseHasNoChecksumForAFile() throws Exception {
    machine.file("served/sha256sum-amd64.txt", sum(IMAGES) + "  " + AIRGAP + "\n");

    assertNothingIsInstalled(
        """
        error: k3s-install.sh: sha256sum-amd64.txt of k3s v1.36.3+k3s1 has no checksum for k3s
          fix: set k3s_version in homelab.properties to a release that has one
        """);
  }

  @Test
  void installsNothingWhenTheBinaryFails() throws Exception {
    serve("#!/bin/sh\necho 'illegal instruction' >&2\nexit 132\n".getBytes(), IMAGES);

    assertNothingIsInstalled(
        """
        error: k3s-install.sh: k3s v1.36.3+k3s1 does not run: illegal instruction
          fix: the image needs an x86-64 release of k3s and a CPU type that can run it (cpu_type in packer.pkr.hcl)
        """);
  }

  @Test
  void installsNothingWhenTheBinaryIsNone() throws Exception {
    serve(new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 0, 0}, IMAGES);

    assertNothingIsInstalled(
        """
        error: k3s-install.sh: k3s v1.36.3+k3s1 does not run: /scripts/k3s-install.sh: line LINE: \
        /var/tmp/k3s-install.XXXXXX/k3s: cannot execute binary file: Exec format error
          fix: the image needs an x86-64 release of k3s and a CPU type that can run it (cpu_type in packer.pkr.hcl)
        """);
  }

  @Test
  void installsNothingWhenTheBinaryIsOfAnotherRelease() throws Exception {
    serve(k3sThatSays("v1.36.2+k3s1"), IMAGES);

    assertNothingIsInstalled(
        """
        error: k3s-install.sh: k3s says 'k3s version v1.36.2+k3s1 (0123abcd)', expected v1.36.3+k3s1
          fix: set k3s_version in homelab.properties to the release that you want
        """);
  }

  @Test
  void installsNothingWithoutSelinux() throws Exception {
    machine.standIn("getenforce", "echo Permissive");

    assertNothingIsInstalled(
        """
        error: k3s-install.sh: SELinux does not enforce, it is Permissive
          fix: keep 'selinux --enforcing' in http/ks.cfg
        """);
  }

  private void assertNothingIsInstalled(String message) throws Exception {
    Run run = machine.run("k3s-install.sh", VERSION);

    assertEquals(message, constant(run.stderr()));
    assertEquals(1, run.exit());
    assertEquals(untouched, machine.state());
    assertEquals(
        List.of(), calls().stream().filter(call -> call.matches("(dnf|systemctl) .*")).toList());
  }

  private void serve(byte[] k3s, byte[] images) throws IOException {
    machine.file("served/k3s", k3s, "rw-r--r--");
    machine.file("served/" + AIRGAP, images, "rw-r--r--");
    machine.file(
        "served/sha256sum-amd64.txt", sum(images) + "  " + AIRGAP + "\n" + sum(k3s) + "  k3s\n");
  }

  private static byte[] k3sThatSays(String version) {
    return ("#!/bin/sh\necho 'k3s version " + version + " (0123abcd)'\necho 'go version go1.26'\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String sum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has SHA-256
    }
  }

  private List<String> calls() throws IOException {
    return machine.calls().stream().map(K3sInstallScriptTest::constant).toList();
  }

  /** Replaces what differs from run to run: the work folder's name, and a line number. */
  private static String constant(String text) {
    return text.replaceAll("k3s-install\\.[A-Za-z0-9]{6}/", "k3s-install.XXXXXX/")
        .replaceAll("line [0-9]+:", "line LINE:");
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?m)^#.*\n", "");
  }
}
