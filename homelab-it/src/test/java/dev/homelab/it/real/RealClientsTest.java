package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.machine.LoginKey;
import dev.homelab.maven.simulator.machine.StandInMachine;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole way of a generated homelab on the simulated Proxmox, with packer's real proxmox plugin
 * and the real Telmate provider: an image is built, a machine is made of it, changed, replaced and
 * removed. Both wait a lot, hence both releases at once.
 */
@NeedsRealTools
@Execution(ExecutionMode.CONCURRENT)
class RealClientsTest {

  private static final String IMAGE = "packer/alma9-k3s-optimized";
  private static final String TEMPLATE = AnswerSet.DEFAULTS.template();
  private static final String MACHINE = "k3s-1";
  private static final String ADDRESS = "module.node.proxmox_vm_qemu.vm";

  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void goTheWholeWay(Release release) throws IOException {
    Toolchain.plugins();
    InetAddress address = addressOfThisComputer();
    LoginKey key = LoginKey.in(scratch);
    SimulatedLab seed = SimulatedLab.of(GeneratedTree.REQUIRED_ANSWERS, release);
    SimulatorSettings settings =
        SimulatorSettings.of(seed.cluster()).withGuestAt(address.getHostAddress());
    try (Simulator proxmox = Simulator.start(settings);
        StandInMachine machine = StandInMachine.start(address, "packer", key.publicKey())) {
      RequestLog log = new RequestLog(proxmox);
      try {
        goTheWholeWay(proxmox, seed, machine, key, log);
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + "\nasked of Proxmox before:\n" + log.tail(), e);
      }
      log.isAsBefore(release.name().toLowerCase(Locale.ROOT));
    }
  }

  private void goTheWholeWay(
      Simulator proxmox, SimulatedLab seed, StandInMachine machine, LoginKey key, RequestLog log)
      throws IOException {
    Path plugins = Toolchain.plugins();
    Path lab = GeneratedTree.copyTo(AnswerSet.DEFAULTS.tree(), scratch.resolve("lab"));
    Map<String, String> environment = environment(lab, proxmox, seed);

    Program packer =
        Program.tool("packer")
            .in(lab)
            .with(environment)
            .with("PKR_VAR_ssh_private_key_file", key.file().toString())
            .with("PACKER_PLUGIN_PATH", plugins.toString());
    logInAt(machine.port(), lab);
    Program.Ended build = packer.run("build", "-color=false", IMAGE).succeeded();
    log.chapter("packer build");
    assertFalse(build.said().contains(seed.tokenSecret()), "packer has told the token");
    packerHasDoneWhatTheTemplateSays(lab, machine);
    packerHasLeftATemplate(only(proxmox, TEMPLATE).config());

    Path settings = scratch.resolve("with-providers.tofurc");
    Program tofu =
        Program.tool("tofu")
            .in(lab.resolve("terraform/envs/" + AnswerSet.DEFAULTS.environment()))
            .with(environment)
            .with("TF_CLI_CONFIG_FILE", Program.tofuSettings(plugins, settings).toString());
    tofu.run("init", "-input=false", "-no-color").succeeded();
    apply(tofu);
    log.chapter("tofu apply");
    theMachineIsAsTheAnswersSay(only(proxmox, MACHINE));

    changesNothing(tofu);
    log.chapter("tofu plan, again");

    Program withMoreCores = tofu.with("TF_VAR_cores", "6");
    apply(withMoreCores);
    log.chapter("tofu apply with more cores");
    assertEquals(101, only(proxmox, MACHINE).vmid());
    assertEquals("6", only(proxmox, MACHINE).config().get("cores"));
    changesNothing(withMoreCores);
    log.chapter("tofu plan after that");

    apply(tofu, "-replace=" + ADDRESS);
    log.chapter("tofu apply with a new machine for the old one");
    assertEquals(102, only(proxmox, MACHINE).vmid());

    tofu.run("destroy", "-input=false", "-no-color", "-auto-approve").succeeded();
    log.chapter("tofu destroy");
    assertEquals(List.of(TEMPLATE), names(proxmox));
    String state = Files.readString(tofu.folder().resolve("terraform.tfstate.backup"));
    assertFalse(state.contains(seed.tokenSecret()), "the token is in tofu's state");
  }

  private static void packerHasLeftATemplate(Map<String, String> template) {
    assertEquals("1", template.get("template"));
    assertEquals(
        "local-lvm:base-100-disk-1,cache=none,discard=on,iothread=1,replicate=0,size=20G,ssd=1",
        template.get("scsi0"));
    assertEquals("local-lvm:vm-100-cloudinit,media=cdrom", template.get("scsi1"));
    assertEquals("0", template.get("ciupgrade"));
    assertFalse(template.containsKey("ide2"), template.toString());
  }

  private static void theMachineIsAsTheAnswersSay(VirtualMachine machine) {
    Map<String, String> config = machine.config();
    assertTrue(machine.isRunning());
    assertEquals(101, machine.vmid());
    assertEquals(
        "local-lvm:vm-101-disk-1,cache=none,discard=on,iothread=1,size=60G,ssd=1",
        config.get("scsi0"));
    assertEquals("local-lvm:vm-101-cloudinit,media=cdrom,size=4M", config.get("scsi1"));
    assertTrue(config.get("efidisk0").startsWith("local-lvm:vm-101-disk-0,"), config.toString());
    assertEquals("ovmf", config.get("bios"));
    assertEquals("virtio-scsi-single", config.get("scsihw"));
    assertEquals("order=scsi0", config.get("boot"));
    assertEquals("24576", config.get("memory"));
    assertEquals("ip=10.23.45.31/24,gw=10.23.45.1", config.get("ipconfig0"));
  }

  private static Map<String, String> environment(Path lab, Simulator proxmox, SimulatedLab seed)
      throws IOException {
    Map<String, String> environment = new TreeMap<>(Answers.forTheTools(lab));
    for (String prefix : List.of("PKR_VAR_", "TF_VAR_")) {
      environment.put(prefix + "proxmox_url", proxmox.url().toString());
    }
    environment.put("PROXMOX_USERNAME", seed.tokenId());
    environment.put("PROXMOX_TOKEN", seed.tokenSecret());
    environment.put("PM_API_TOKEN_ID", seed.tokenId());
    environment.put("PM_API_TOKEN_SECRET", seed.tokenSecret());
    // packer itself would fetch the file with the checksum.
    environment.put("PKR_VAR_alma_iso_checksum", "sha256:" + "0".repeat(64));
    // Whom programs written in Go trust besides.
    Path certificate = lab.resolveSibling("proxmox.pem");
    environment.put(
        "SSL_CERT_FILE", Files.writeString(certificate, proxmox.certificate().pem()).toString());
    return environment;
  }

  /** The one line that a stand-in needs: it cannot have port 22. */
  private static void logInAt(int port, Path lab) throws IOException {
    Program.tool("make").in(lab).run(IMAGE + "/common.pkr.hcl").succeeded();
    Path template = lab.resolve(IMAGE + "/packer.pkr.hcl");
    String text = Files.readString(template);
    String line = "  communicator         = \"ssh\"\n";
    assertTrue(text.contains(line), text);
    Files.writeString(template, text.replace(line, line + "  ssh_port = " + port + "\n"));
  }

  private static void packerHasDoneWhatTheTemplateSays(Path lab, StandInMachine machine)
      throws IOException {
    List<String> run =
        machine.commands().stream().filter(line -> line.startsWith("sudo env ")).toList();
    List<String> contents =
        run.stream()
            .map(line -> machine.files().get(line.replaceFirst(".* bash '(.*)'$", "$1")))
            .toList();
    assertEquals(6, run.size(), run.toString());
    assertEquals(
        List.of(
            Files.readString(lab.resolve(IMAGE + "/scripts/os-update.sh")),
            "#!/bin/sh -e\nsystemctl reboot\n",
            Files.readString(lab.resolve(IMAGE + "/scripts/guest-agent.sh")),
            Files.readString(lab.resolve(IMAGE + "/scripts/hardening-oscap.sh")),
            Files.readString(lab.resolve(IMAGE + "/scripts/k3s-install.sh")),
            Files.readString(lab.resolve(IMAGE + "/scripts/cleanup.sh"))),
        contents);
    assertTrue(run.get(4).contains("K3S_VERSION='v1.36.3+k3s1'"), run.get(4));
  }

  private static void apply(Program tofu, String... more) {
    List<String> plan =
        new ArrayList<>(
            List.of("plan", "-input=false", "-no-color", "-detailed-exitcode", "-out=a.tfplan"));
    plan.addAll(List.of(more));
    tofu.run(plan).endedWith(2);
    tofu.run("apply", "-input=false", "-no-color", "a.tfplan").succeeded();
  }

  private static void changesNothing(Program tofu) {
    tofu.run("plan", "-input=false", "-no-color", "-detailed-exitcode").endedWith(0);
  }

  private static VirtualMachine only(Simulator proxmox, String name) {
    List<VirtualMachine> found =
        proxmox.look(
            cluster ->
                cluster.machines().values().stream()
                    .filter(machine -> machine.name().equals(name))
                    .toList());
    assertEquals(1, found.size(), () -> names(proxmox).toString());
    return found.get(0);
  }

  private static List<String> names(Simulator proxmox) {
    return proxmox.look(
        cluster ->
            cluster.machines().values().stream()
                .map(VirtualMachine::name)
                .collect(Collectors.toList()));
  }

  /**
   * packer passes over what a guest says of 127.0.0.1, so the stand-in is where others reach us.
   */
  private static InetAddress addressOfThisComputer() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "packer needs an IPv4 address besides 127.0.0.1 on this computer, for itself"));
  }
}
