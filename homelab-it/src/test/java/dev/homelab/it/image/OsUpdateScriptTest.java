package dev.homelab.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of os-update.sh. */
class OsUpdateScriptTest {

  @TempDir Path folder;

  @Test
  void updatesEverythingAndSetsTheTimeZone() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder);

    Run run = machine.succeed("os-update.sh", "TIMEZONE=Europe/Berlin");

    assertEquals("os-update.sh: packages are current, time zone is Europe/Berlin.\n", run.stdout());
    assertEquals(
        List.of(
            "timedatectl set-timezone Europe/Berlin",
            "dnf -y --refresh upgrade",
            "dnf -y --setopt=install_weak_deps=False install bash-completion bind-utils lsof"
                + " nfs-utils tar vim-enhanced",
            "systemctl enable --now chronyd.service"),
        machine.calls());
    assertEquals("Europe/Berlin\n", machine.text("etc/timezone"));
  }

  @Test
  void endsInTheSameStateWhenRunTwice() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder);
    machine.succeed("os-update.sh", "TIMEZONE=UTC");
    Map<String, String> once = machine.state();

    machine.succeed("os-update.sh", "TIMEZONE=UTC");

    assertEquals(once, machine.state());
  }

  @Test
  void refusesAnUnknownTimeZoneBeforeTheLongUpdate() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder).standIn("timedatectl", "exit 1");

    Run run = machine.run("os-update.sh", "TIMEZONE=Europe/Berlim");

    assertEquals(
        """
        error: os-update.sh: cannot set the time zone 'Europe/Berlim'
          fix: set timezone in homelab.properties to a name of the tz database, like UTC or Europe/Berlin
        """,
        run.stderr());
    assertEquals(1, run.exit());
    assertEquals(List.of("timedatectl set-timezone Europe/Berlim"), machine.calls());
  }

  @Test
  void stopsWhenAnUpdateFails() throws Exception {
    ScratchRoot machine =
        ScratchRoot.in(folder).standIn("dnf", "echo 'Error: no mirror' >&2; exit 1");

    Run run = machine.run("os-update.sh", "TIMEZONE=UTC");

    assertEquals("Error: no mirror\n", run.stderr());
    assertEquals(1, run.exit());
    assertEquals(
        List.of("timedatectl set-timezone UTC", "dnf -y --refresh upgrade"), machine.calls());
  }
}
