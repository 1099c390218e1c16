package dev.homelab.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests of what the Packer template agrees on with the scripts and the kickstart file. */
class PackerTemplateTest {

  private static final Pattern PROVISIONER =
      Pattern.compile("(?ms)^  provisioner \"(?<type>[^\"]+)\" \\{$(?<body>.*?)^  \\}$");
  private static final Pattern SCRIPT =
      Pattern.compile("(?m)^ +script += \"\\$\\{path\\.root}/scripts/([^\"]+)\"$");
  private static final Pattern INLINE = Pattern.compile("(?m)^ +inline += \\[\"([^\"]+)\"]$");
  private static final Pattern VARIABLE = Pattern.compile("\"([A-Z][A-Z0-9_]*)=");
  private static final Pattern DEMANDED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):\\?");

  /**
   * Updates and the only reboot first, k3s after what could undo its settings, clean-up last.
   * Anything that reboots after k3s-install.sh starts a cluster inside the image.
   */
  @Test
  void runsTheScriptsInTheOnlyOrderThatWorks() throws Exception {
    assertEquals(
        List.of(
            "os-update.sh",
            "systemctl reboot",
            "guest-agent.sh",
            "hardening-oscap.sh",
            "k3s-install.sh",
            "cleanup.sh"),
        provisioners().stream().map(PackerTemplateTest::what).toList());
  }

  @Test
  void handsEachScriptTheVariablesItDemands() throws Exception {
    Map<String, Set<String>> given = new TreeMap<>();
    Map<String, Set<String>> demanded = new TreeMap<>();
    for (String body : provisioners()) {
      String script = what(body);
      if (script.endsWith(".sh")) {
        given.put(script, all(VARIABLE, body));
        demanded.put(script, all(DEMANDED, Files.readString(ImageFiles.script(script))));
      }
    }

    assertEquals(demanded, given);
    assertEquals(Set.of("K3S_VERSION"), given.get("k3s-install.sh"));
  }

  @Test
  void fillsInExactlyWhatTheKickstartFileAsksFor() throws Exception {
    MatchResult call =
        Pattern.compile("(?s)templatefile\\(\"http/ks\\.cfg\", \\{(.*?)}\\)")
            .matcher(ImageFiles.template())
            .results()
            .findFirst()
            .orElseThrow();

    assertEquals(
        all(Pattern.compile("\\$\\{(\\w+)}"), ImageFiles.kickstart()),
        all(Pattern.compile("(?m)^ +(\\w+) +="), call.group(1)));
  }

  @Test
  void leavesTheScriptOfTheLastProvisionerToTheCleanUp() throws Exception {
    List<String> bodies = provisioners();

    // cleanup.sh removes the user that packer would need to log in again.
    assertTrue(
        bodies.get(bodies.size() - 1).contains("skip_clean = true"), "cleanup.sh: skip_clean");
  }

  private static List<String> provisioners() throws IOException {
    String template = ImageFiles.template();
    List<String> bodies = new ArrayList<>();
    PROVISIONER
        .matcher(template)
        .results()
        .forEach(
            found -> {
              assertEquals("shell", found.group(1));
              bodies.add(found.group(2));
            });
    long declared =
        template.lines().filter(line -> line.strip().startsWith("provisioner ")).count();
    assertEquals(declared, bodies.size(), "provisioners that this test can read");
    return bodies;
  }

  private static String what(String body) {
    return SCRIPT
        .matcher(body)
        .results()
        .findFirst()
        .or(() -> INLINE.matcher(body).results().findFirst())
        .orElseThrow(() -> new AssertionError("neither script nor inline: " + body))
        .group(1);
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }
}
