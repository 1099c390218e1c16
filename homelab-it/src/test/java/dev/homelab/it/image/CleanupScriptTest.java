package dev.homelab.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of cleanup.sh: what it removes, and that it lets no image pass that holds an identity. */
class CleanupScriptTest {

  private static final String K3S_RAN =
      "let nothing start k3s during the build: no reboot and no 'systemctl start k3s' after"
          + " k3s-install.sh (the order in packer.pkr.hcl)";
  private static final String PUT_BACK =
      "find out what writes it while cleanup.sh runs, and stop that before";

  @TempDir Path folder;
  private ScratchRoot machine;

  @BeforeEach
  void aMachineWithK3sInstalled() throws Exception {
    machine = ScratchRoot.in(folder);
    machine
        .file(
            "usr/local/bin/k3s", "#!/bin/sh\necho 'k3s version v1.36.3+k3s1 (0123)'\n", "rwxr-xr-x")
        .file("stand-ins/state/k3s.service.enabled", "")
        .file("etc/rancher/k3s/config.yaml", "cluster-init: true\n", "rw-------")
        .file("etc/systemd/system/k3s.service", "[Service]\nExecStart=/usr/local/bin/k3s server\n")
        .file("var/lib/rancher/k3s/agent/images/k3s-airgap-images-amd64.tar.zst", "images")
        .file("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
  }

  @Test
  void removesEverythingThatMakesTheMachineThisMachine() throws Exception {
    useTheMachine();

    Run run = machine.run("cleanup.sh", "BUILD_USER=packer");

    assertEquals(
        "cleanup.sh: the image holds no identity, and k3s answers: k3s version v1.36.3+k3s1"
            + " (0123).\n",
        run.stdout());
    assertEquals(0, run.exit(), run.stderr());
    assertEquals(
        List.of(
            "/etc/.pwd.lock", // userdel's, and empty
            "/etc/group",
            "/etc/machine-id",
            "/etc/passwd",
            "/etc/rancher/k3s/config.yaml",
            "/etc/shadow",
            "/etc/ssh/sshd_config",
            "/etc/systemd/system/k3s.service",
            "/usr/local/bin/k3s",
            "/var/lib/rancher/k3s/agent/images/k3s-airgap-images-amd64.tar.zst"),
        files());
    assertEquals("", machine.text("etc/machine-id"));
    assertEquals("root:x:0:0:root:/root:/bin/bash\n", machine.text("etc/passwd"));
    assertEquals("root:!locked::0:99999:7:::\n", machine.text("etc/shadow"));
    assertEquals(
        List.of(
            "dnf -y clean all",
            "cloud-init clean --logs --seed",
            "fstrim --all",
            "systemctl is-enabled --quiet k3s.service"),
        machine.calls());
  }

  @Test
  void endsInTheSameStateWhenRunTwice() throws Exception {
    useTheMachine();
    machine.run("cleanup.sh", "BUILD_USER=packer");
    Map<String, String> once = machine.state();

    machine.succeed("cleanup.sh", "BUILD_USER=packer");

    assertEquals(once, machine.state());
  }

  @Test
  void passesADiskThatTakesNoDiscards() throws Exception {
    machine.standIn("fstrim", "exit 1");

    Run run = machine.run("cleanup.sh", "BUILD_USER=packer");

    assertEquals(
        "cleanup.sh: the disk does not take discards; the template stays a little larger.\n",
        run.stderr());
    assertEquals(0, run.exit());
  }

  @Test
  void refusesAMachineIdThatCameBack() throws Exception {
    whileCleaning("echo 0123456789abcdef0123456789abcdef >/etc/machine-id");

    assertRefused("the image holds a machine-id: /etc/machine-id is not empty", PUT_BACK);
  }

  @Test
  void refusesAMissingMachineIdFile() throws Exception {
    whileCleaning("rm /etc/machine-id");

    assertRefused(
        "/etc/machine-id is missing, so that systemd would apply its presets and disable k3s in a"
            + " clone",
        "keep an empty file there");
  }

  @Test
  void refusesAHostKeyThatCameBack() throws Exception {
    whileCleaning("mkdir -p /etc/ssh; echo key >/etc/ssh/ssh_host_ed25519_key");

    assertRefused("the image holds an SSH host key: /etc/ssh/ssh_host_ed25519_key", PUT_BACK);
  }

  @Test
  void refusesCloudInitStateThatCameBack() throws Exception {
    whileCleaning("mkdir -p /var/lib/cloud/instances");

    assertRefused(
        "the image holds settings of the build machine: /var/lib/cloud/instances", PUT_BACK);
  }

  @Test
  void refusesANetworkConnectionThatCameBack() throws Exception {
    whileCleaning(
        "d=/etc/NetworkManager/system-connections; mkdir -p $d; touch $d/eth0.nmconnection");

    assertRefused(
        "the image holds settings of the build machine:"
            + " /etc/NetworkManager/system-connections/eth0.nmconnection",
        PUT_BACK);
  }

  @Test
  void refusesCloudInitThatIsStillSwitchedOff() throws Exception {
    whileCleaning("mkdir -p /etc/cloud; touch /etc/cloud/cloud-init.disabled");

    assertRefused("cloud-init is switched off: /etc/cloud/cloud-init.disabled exists", PUT_BACK);
  }

  @Test
  void refusesABuildUserThatStaysSudoer() throws Exception {
    whileCleaning("mkdir -p /etc/sudoers.d; touch /etc/sudoers.d/packer");

    assertRefused("the image still has the build user 'packer'", PUT_BACK);
  }

  @Test
  void refusesAPassword() throws Exception {
    machine.file("etc/shadow", "root:$6$salt$hash::0:99999:7:::\nsshd:!!:19000::::::\n");

    assertRefused(
        "the image holds a password: root's in /etc/shadow",
        "remove what sets it; machines are entered by SSH key");
  }

  @Test
  void refusesSshFilesOfAnotherUser() throws Exception {
    machine.file("home/almalinux/.ssh/authorized_keys", "ssh-ed25519 AAAA me");

    assertRefused(
        "the image holds a user's SSH files: /home/almalinux/.ssh/authorized_keys",
        "remove them in the script that made them");
  }

  @Test
  void refusesTheStateOfAK3sServer() throws Exception {
    machine.file("var/lib/rancher/k3s/server/token", "K10secret::server:secret");

    assertRefused("the image holds k3s state: /var/lib/rancher/k3s/server", K3S_RAN);
    assertEquals("K10secret::server:secret", machine.text("var/lib/rancher/k3s/server/token"));
  }

  @Test
  void refusesTheStateOfAK3sAgent() throws Exception {
    machine.file("var/lib/rancher/k3s/agent/client-kubelet.key", "key");

    assertRefused(
        "the image holds k3s state: /var/lib/rancher/k3s/agent/client-kubelet.key", K3S_RAN);
  }

  @Test
  void refusesANodePassword() throws Exception {
    machine.file("etc/rancher/node/password", "secret");

    assertRefused("the image holds k3s state: /etc/rancher/node", K3S_RAN);
  }

  @Test
  void refusesAKubeconfig() throws Exception {
    machine.file("etc/rancher/k3s/k3s.yaml", "kind: Config\n");

    assertRefused("the image holds k3s state: /etc/rancher/k3s/k3s.yaml", K3S_RAN);
  }

  @Test
  void refusesATokenInTheConfiguration() throws Exception {
    machine.file("etc/rancher/k3s/config.yaml", "cluster-init: true\ntoken: secret\n");

    assertRefused(
        "the image holds a k3s token: /etc/rancher/k3s/config.yaml",
        "remove it; each cluster makes its own at its first start");
  }

  @Test
  void refusesATokenInTheEnvironmentOfTheUnit() throws Exception {
    machine.file("etc/sysconfig/k3s", "K3S_TOKEN=secret\n");

    assertRefused(
        "the image holds a k3s token: /etc/sysconfig/k3s",
        "remove it; each cluster makes its own at its first start");
  }

  @Test
  void refusesATokenOnTheCommandLineOfTheUnit() throws Exception {
    machine.file(
        "etc/systemd/system/k3s.service",
        "[Service]\nExecStart=/usr/local/bin/k3s server --token secret\n");

    assertRefused(
        "the image holds a k3s token: /etc/systemd/system/k3s.service",
        "remove it; each cluster makes its own at its first start");
  }

  @Test
  void refusesABinaryThatDoesNotAnswer() throws Exception {
    machine.file("usr/local/bin/k3s", "#!/bin/sh\nexit 132\n", "rwxr-xr-x");

    assertRefused(
        "the k3s binary does not answer: no output", "look at the output of k3s-install.sh above");
  }

  @Test
  void refusesAMissingBinary() throws Exception {
    Files.delete(machine.path("usr/local/bin/k3s"));

    assertRefused(
        "the k3s binary does not answer: /scripts/cleanup.sh: line LINE: /usr/local/bin/k3s: No"
            + " such file or directory",
        "look at the output of k3s-install.sh above");
  }

  @Test
  void refusesAUnitThatIsNotEnabled() throws Exception {
    Files.delete(machine.path("stand-ins/state/k3s.service.enabled"));

    assertRefused(
        "k3s.service is not enabled, so a clone would not start k3s",
        "keep 'systemctl enable k3s.service' in k3s-install.sh");
  }

  @Test
  void reportsEveryFindingBeforeItFails() throws Exception {
    machine.file("var/lib/rancher/k3s/server/token", "secret");
    machine.file("etc/rancher/node/password", "secret");

    Run run = machine.run("cleanup.sh", "BUILD_USER=packer");

    assertEquals(
        "error: cleanup.sh: the image holds k3s state: /var/lib/rancher/k3s/server\n  fix: "
            + K3S_RAN
            + "\nerror: cleanup.sh: the image holds k3s state: /etc/rancher/node\n  fix: "
            + K3S_RAN
            + "\nerror: cleanup.sh: the image is not fit to be cloned; findings: 2, see above\n"
            + "  fix: mend them and build again\n",
        run.stderr());
    assertEquals(1, run.exit());
  }

  private void assertRefused(String what, String fix) throws Exception {
    Run run = machine.run("cleanup.sh", "BUILD_USER=packer");

    assertEquals(
        "error: cleanup.sh: "
            + what
            + "\n  fix: "
            + fix
            + "\nerror: cleanup.sh: the image is not fit to be cloned; findings: 1, see above\n"
            + "  fix: mend them and build again\n",
        run.stderr().replaceAll("line [0-9]+:", "line LINE:"));
    assertEquals("", run.stdout());
    assertEquals(1, run.exit());
  }

  /** Something else on the machine that writes between the removal and the proof. */
  private void whileCleaning(String does) throws IOException {
    machine.standIn("fstrim", does);
  }

  /** All the traces that an installation and a build leave behind. */
  private void useTheMachine() throws IOException {
    machine
        .file(
            "etc/passwd",
            "root:x:0:0:root:/root:/bin/bash\npacker:x:1000:1000::/home/packer:/bin/bash\n")
        .file("etc/group", "root:x:0:\npacker:x:1000:\n")
        .file("etc/shadow", "root:!locked::0:99999:7:::\npacker:!!:20000:0:99999:7:::\n")
        .file("home/packer/.ssh/authorized_keys", "ssh-ed25519 AAAA")
        .file("etc/sudoers.d/packer", "packer ALL=(ALL) NOPASSWD: ALL\n", "r--r-----")
        .file("root/.ssh/known_hosts", "github.com")
        .file("root/.bash_history", "ls")
        .file("root/anaconda-ks.cfg", "text")
        .file("root/original-ks.cfg", "text")
        .file("etc/hostname", "localhost")
        .file("etc/NetworkManager/system-connections/eth0.nmconnection", "[ipv4]")
        .file("etc/sysconfig/network-scripts/ifcfg-eth0", "BOOTPROTO=dhcp")
        .file("var/lib/NetworkManager/secret_key", "secret")
        .file("etc/ssh/sshd_config", "Port 22")
        .file("etc/ssh/ssh_host_ed25519_key", "key", "rw-------")
        .file("etc/ssh/ssh_host_ed25519_key.pub", "key")
        .file("var/lib/systemd/random-seed", "seed")
        .file("var/lib/systemd/credential.secret", "secret")
        .file("var/cache/dnf/metadata", "metadata")
        .file("tmp/script_1234.sh", "packer's own")
        .file("var/tmp/.hidden", "x")
        .file("var/log/anaconda/syslog", "x")
        .file("var/log/journal/0123/system.journal", "x")
        .file("var/log/secure", "x")
        .file("var/lib/cloud/instance/id", "x")
        .file("etc/cloud/cloud-init.disabled", "")
        .file("var/lib/dbus/machine-id", "0123456789abcdef0123456789abcdef\n");
  }

  private List<String> files() throws IOException {
    return machine.state().keySet().stream()
        .filter(path -> !Files.isDirectory(machine.path(path.substring(1))))
        .toList();
  }
}
