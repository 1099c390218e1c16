package dev.homelab.it.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.BareMaven;
import dev.homelab.it.GeneratedTree;
import dev.homelab.it.GeneratedTree.Output;
import dev.homelab.it.real.ProcessWatch;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The token's secret is planted where doctor finds it, and looked for wherever somebody else could
 * read it: on the console (Maven's debug output too), in reports and logs, in the list of
 * processes.
 */
@EnabledOnOs(OS.LINUX) // whose list of processes can be read without a program
class PlantedSecretTest {

  private static final String ID = "homelab@pve!iac";

  /** With characters that a URL, JSON and base64 write in another way. */
  private static final String SECRET = "planted-7d1c/4c2e+9f\"&secret";

  @TempDir Path scratch;
  private Simulator simulator;
  private Path lab;

  @BeforeEach
  void startSimulator() throws IOException {
    Cluster cluster = SimulatedLab.of(GeneratedTree.REQUIRED_ANSWERS, Release.V9).cluster();
    cluster.tokens().clear();
    cluster.tokens().add(new Token("homelab@pve", "iac", SECRET, false, 0, ""));
    simulator = Simulator.start(SimulatorSettings.of(cluster));
    lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("lab"));
    Path answers = lab.resolve("homelab.properties");
    Files.writeString(
        answers,
        Files.readString(answers)
            .replace(
                GeneratedTree.REQUIRED_ANSWERS.get("proxmox_url"), simulator.url().toString()));
  }

  @AfterEach
  void endSimulator() {
    simulator.close();
  }

  @Test
  void ofTheEnvironmentIsShownNowhere() throws Exception {
    BareMaven maven = maven().with("PM_API_TOKEN_ID", ID).with("PM_API_TOKEN_SECRET", SECRET);

    assertHidden(doctor(maven), "PM_API_TOKEN_ID of the environment");
  }

  @Test
  void ofSettingsIsShownNowhere() throws Exception {
    BareMaven maven = maven().settings(settings(SECRET.replace("&", "&amp;")));

    assertHidden(doctor(maven), "server proxmox of settings.xml");
  }

  @Test
  void encryptedInSettingsIsDecryptedByMavenAndShownNowhere() throws Exception {
    Path security = scratch.resolve("settings-security.xml");
    String option = "-Dsettings.security=" + security;
    String master = encrypted(maven().run("--encrypt-master-password", "master of nothing"));
    Files.writeString(
        security, "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
    String password = encrypted(maven().run(option, "--encrypt-password", SECRET));

    assertHidden(
        doctor(maven().settings(settings(password)), option), "server proxmox of settings.xml");
  }

  @Test
  void thatProxmoxRefusesIsShownNowhere() throws Exception {
    simulator.change(
        cluster -> {
          cluster.tokens().clear();
          cluster.tokens().add(new Token("homelab@pve", "iac", "another", false, 0, ""));
        });
    BareMaven maven = maven().with("PM_API_TOKEN_ID", ID).with("PM_API_TOKEN_SECRET", SECRET);

    String printed = doctor(maven);

    assertTrue(printed.contains("does not accept the API token " + ID), printed);
    assertHiddenIn(printed);
  }

  private BareMaven maven() {
    return new BareMaven(lab).with("PATH", System.getenv("PATH"));
  }

  /** Maven may colour what it prints. */
  private static String encrypted(Output output) {
    Matcher braces = Pattern.compile("\\{[A-Za-z0-9+/=]{20,}}").matcher(output.text());
    assertTrue(braces.find(), output.text());
    return braces.group();
  }

  /** With the repositories that the tests of this build take. */
  private Path settings(String password) throws IOException {
    String staged = Files.readString(Path.of(System.getProperty("it.settings")));
    return Files.writeString(
        scratch.resolve("settings.xml"),
        staged.replace(
            "</settings>",
            "<servers><server><id>proxmox</id><username>"
                + ID
                + "</username><password>"
                + password
                + "</password></server></servers></settings>"));
  }

  private String doctor(BareMaven maven, String... more) throws Exception {
    String[] arguments =
        Stream.concat(
                Stream.of(
                    "-X",
                    "homelab:doctor",
                    "-Dhomelab.proxmox.fingerprint=" + simulator.fingerprint()),
                Stream.of(more))
            .toArray(String[]::new);
    try (ProcessWatch watch = new ProcessWatch(SECRET)) {
      String printed = maven.run(arguments).text();
      assertEquals(Set.of(), watch.exposed());
      assertTrue(watch.programs().containsKey("java"), "seen: " + watch.programs().keySet());
      return printed;
    }
  }

  private void assertHidden(String printed, String origin) throws IOException {
    assertTrue(printed.contains("credentials       " + origin), printed);
    assertTrue(printed.contains("token             " + ID), printed);
    assertTrue(
        simulator.requests().stream().anyMatch(request -> request.path().endsWith("/version")),
        "Proxmox was asked");
    assertHiddenIn(printed);
  }

  private void assertHiddenIn(String printed) throws IOException {
    assertHides(printed, "the console");
    try (Stream<Path> files = Files.walk(lab.resolve("target"))) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertTrue(
          written.stream().anyMatch(file -> file.endsWith("doctor.json")), "written: " + written);
      for (Path file : written) {
        assertHides(
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), file.toString());
      }
    }
  }

  private static void assertHides(String text, String where) {
    for (String form :
        List.of(
            SECRET,
            SECRET.replace("\"", "\\\""),
            "planted-7d1c%2F4c2e%2B9f%22%26secret",
            Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)))) {
      assertFalse(text.contains(form), where + " shows " + form);
    }
  }
}
