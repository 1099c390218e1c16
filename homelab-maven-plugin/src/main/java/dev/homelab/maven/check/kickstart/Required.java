package dev.homelab.maven.check.kickstart;

import dev.homelab.maven.check.kickstart.Kickstart.Line;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks for the commands without which the installer stops and waits for somebody to answer. */
final class Required {

  static final Rule MISSING =
      Rule.error(
          "kickstart/missing-command",
          "The installer waits for an answer that nobody gives, and packer until ssh_timeout.");

  private record Group(Set<String> commands, String what, String fix) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              Set.of(
                  "url",
                  "cdrom",
                  "nfs",
                  "harddrive",
                  "hmc",
                  "liveimg",
                  "ostreesetup",
                  "ostreecontainer",
                  "rhsm"),
              "names no source of packages",
              "add url --url=https://repo.almalinux.org/almalinux/9/BaseOS/x86_64/os, or cdrom for"
                  + " a DVD image"),
          new Group(
              Set.of("part", "partition", "autopart", "mount", "reqpart"),
              "makes no partitions",
              "add reqpart --add-boot and part / --fstype=xfs --size=8192 --grow, or autopart"),
          new Group(Set.of("bootloader"), "installs no boot loader", "add the line: bootloader"),
          new Group(Set.of("lang"), "sets no language", "add the line: lang en_US.UTF-8"),
          new Group(Set.of("keyboard"), "sets no keyboard", "add the line: keyboard us"),
          new Group(Set.of("timezone"), "sets no time zone", "add the line: timezone UTC --utc"));

  private Required() {}

  static List<Finding> judge(Kickstart kickstart, Commands commands) {
    List<Finding> findings = new ArrayList<>();
    for (Group group : GROUPS) {
      if (kickstart.commands().stream().noneMatch(line -> group.commands().contains(line.name()))) {
        findings.add(MISSING.at(kickstart.file().location(), group.what(), group.fix()));
      }
    }
    List<Line> accounts =
        kickstart.commands().stream()
            .filter(line -> Set.of("rootpw", "user", "sshkey").contains(line.name()))
            .toList();
    if (!Passwords.anybodyCanLogIn(accounts, commands)) {
      findings.add(
          MISSING.at(
              kickstart.file().location(),
              "lets nobody log in: no rootpw, no user with a password, no sshkey",
              "add user --name=packer --lock and sshkey --username=packer \"<public key>\""));
    }
    return findings;
  }
}
