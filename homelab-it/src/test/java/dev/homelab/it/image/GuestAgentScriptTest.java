package dev.homelab.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of guest-agent.sh. */
class GuestAgentScriptTest {

  @TempDir Path folder;

  @Test
  void startsTheAgentAndTellsCloudInitAboutProxmox() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder);

    Run run = machine.succeed("guest-agent.sh");

    assertEquals("guest-agent.sh: the guest agent runs, cloud-init knows Proxmox.\n", run.stdout());
    assertEquals(
        List.of(
            "dnf -y --setopt=install_weak_deps=False install cloud-init cloud-utils-growpart"
                + " qemu-guest-agent",
            "systemctl enable --now qemu-guest-agent.service",
            "systemctl is-active --quiet qemu-guest-agent.service"),
        machine.calls());
    assertEquals(
        "datasource_list: [NoCloud, ConfigDrive, None]\n",
        machine.text("etc/cloud/cloud.cfg.d/99-proxmox.cfg"));
  }

  @Test
  void endsInTheSameStateWhenRunTwice() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder);
    machine.succeed("guest-agent.sh");
    Map<String, String> once = machine.state();

    machine.succeed("guest-agent.sh");

    assertEquals(once, machine.state());
  }

  @Test
  void failsWhenTheAgentDoesNotRun() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder).standIn("systemctl", "[ \"$1\" != is-active ]");

    Run run = machine.run("guest-agent.sh");

    assertEquals(
        """
        error: guest-agent.sh: qemu-guest-agent does not run
          fix: see 'journalctl -u qemu-guest-agent'; qemu_agent must be true in packer.pkr.hcl
        """,
        run.stderr());
    assertEquals(1, run.exit());
  }
}
