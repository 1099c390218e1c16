package dev.homelab.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of hardening-oscap.sh, as it comes and switched on. */
class HardeningScriptTest {

  private static final String OFF =
      "hardening-oscap.sh: OpenSCAP hardening is off; the head of the script says how to switch it"
          + " on.\n";

  @TempDir Path folder;

  @Test
  void changesNothingAndSaysSo() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder);
    Map<String, String> before = machine.state();

    assertEquals(OFF, machine.succeed("hardening-oscap.sh").stdout());
    assertEquals(OFF, machine.succeed("hardening-oscap.sh").stdout());

    assertEquals(List.of(), machine.calls());
    assertEquals(before, machine.state());
  }

  @Test
  void switchedOnItRefusesAGuideThatHasNothingForThisSystem() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder).standIn("oscap", "");
    machine.file("scripts/switched-on.sh", switchedOn());

    Run run = machine.runCopied("switched-on.sh");

    assertEquals(
        """
        error: hardening-oscap.sh: there is no data stream for EL9 in /usr/share/xml/scap/ssg/content
          fix: look into that folder and add the file's name to this script
        """,
        run.stderr());
    assertEquals(1, run.exit());
    assertEquals(
        List.of(
            "dnf -y --setopt=install_weak_deps=False install openscap-scanner"
                + " scap-security-guide"),
        machine.calls());
  }

  @Test
  void switchedOnItToleratesRulesThatFailedButNotOscapItself() throws Exception {
    ScratchRoot machine = ScratchRoot.in(folder);
    machine.file("content/ssg-almalinux9-ds.xml", "");
    machine.file(
        "scripts/switched-on.sh",
        switchedOn().replace("/usr/share/xml/scap/ssg/content", "/content"));

    machine.standIn("oscap", "exit 2");
    assertEquals(0, machine.runCopied("switched-on.sh").exit());
    assertEquals(
        "oscap xccdf eval --remediate --profile"
            + " xccdf_org.ssgproject.content_profile_cis_server_l1"
            + " --skip-rule=xccdf_org.ssgproject.content_rule_sysctl_net_ipv4_ip_forward"
            + " --skip-rule=xccdf_org.ssgproject.content_rule_package_firewalld_installed"
            + " --skip-rule=xccdf_org.ssgproject.content_rule_service_firewalld_enabled"
            + " --skip-rule=xccdf_org.ssgproject.content_rule_sudo_remove_nopasswd"
            + " --results-arf /var/log/oscap.xml --report /var/log/oscap.html"
            + " /content/ssg-almalinux9-ds.xml",
        machine.calls().get(1));

    machine.standIn("oscap", "exit 1");
    Run run = machine.runCopied("switched-on.sh");
    assertEquals(
        "error: hardening-oscap.sh: oscap ended with 1\n  fix: read its output above\n",
        run.stderr());
    assertEquals(1, run.exit());
  }

  /** The script after its first instruction, "uncomment the block below", was followed. */
  private static String switchedOn() throws Exception {
    List<String> lines = Files.readAllLines(ImageFiles.script("hardening-oscap.sh"));
    int code = lines.indexOf("set -euo pipefail");
    String head = String.join("\n", lines.subList(0, code + 1));
    return lines.subList(code + 1, lines.size()).stream()
        .map(line -> line.replaceFirst("^# ?", ""))
        .collect(Collectors.joining("\n", head + "\n", "\n"));
  }
}
