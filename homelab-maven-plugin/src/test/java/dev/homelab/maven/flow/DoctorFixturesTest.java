package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.doctor.Reach;
import dev.homelab.maven.check.doctor.World;
import dev.homelab.maven.credentials.CredentialSources;
import dev.homelab.maven.process.Progress;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.CheckReport;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.report.ConsoleReport;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.http.Certificate;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.testing.LabFolder;
import dev.homelab.maven.tool.Platform;
import dev.homelab.maven.tool.Supplies;
import dev.homelab.maven.tool.ToolCache;
import dev.homelab.maven.tool.ToolCatalog;
import dev.homelab.maven.tool.ToolFinder;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every broken lab leads to exactly the text it names, with Proxmox VE 8.4 and with 9.1. */
class DoctorFixturesTest {

  private static final Path FIXTURES = Path.of("src/test/resources/dev/homelab/maven/flow/doctor");
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String URL = "https://pve.lan:8006/api2/json";

  @TempDir static Path folder;
  private static HealthyLab healthy;

  @BeforeAll
  static void makeHealthyLab() throws IOException {
    Files.createDirectories(folder.resolve("healthy/lab"));
    healthy = HealthyLab.make(folder.resolve("healthy"), Map.of());
  }

  @TestFactory
  Stream<DynamicTest> brokenLabs() throws IOException {
    return fixtures()
        .flatMap(
            file ->
                Stream.of(Release.values())
                    .map(
                        release ->
                            DynamicTest.dynamicTest(
                                name(file) + " on " + release.version(),
                                () -> judge(file, release))));
  }

  private static void judge(Path file, Release release) throws Exception {
    BrokenLab fixture = BrokenLab.read(file);
    String agent = release == Release.V8 ? "VM.Monitor" : "VM.GuestAgent.Audit";
    String expected =
        fixture.text("expect").replace("{version}", release.version()).replace("{agent}", agent);

    ask(
        fixture,
        release,
        (simulator, ask) -> {
          assertEquals(expected, ask.get(), fixture.why());
          if (expected.contains("doctor/privileges-missing")) {
            simulator.change(cluster -> Pveum.apply(expected, cluster));
            String afterwards = ask.get();
            assertFalse(afterwards.contains("doctor/privileges-missing"), afterwards);
          }
        });
  }

  /** What a test does with a simulated lab, and with what doctor prints of it each time. */
  private interface Trial {
    void run(Simulator simulator, Supplier<String> ask);
  }

  @Test
  void thereAreAtLeast35BrokenLabs() throws IOException {
    long broken = fixtures().filter(file -> !name(file).startsWith("valid-")).count();

    assertTrue(broken >= 35, broken + " broken labs");
  }

  @Test
  void everyRuleOfDoctorHasABrokenLab() throws IOException {
    String all =
        fixtures()
            .map(
                file -> {
                  try {
                    return BrokenLab.read(file).text("expect");
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                })
            .collect(Collectors.joining());
    try (World world = world(null, new HashMap<>(), null, null, null)) {
      Set<String> rules =
          world.questions().stream()
              .flatMap(question -> question.rules().stream())
              .map(rule -> rule.id())
              .filter(id -> id.startsWith("doctor/"))
              .filter(id -> !all.contains(id + "\n"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(Set.of(), rules, "rules without a broken lab");
    }
  }

  private static void ask(BrokenLab fixture, Release release, Trial trial) throws Exception {
    HealthyLab lab = healthy.copyTo(Files.createTempDirectory(folder, "lab").toRealPath());
    if (fixture.has("answers")) {
      lab.write(fixture.texts("answers"));
      lab.run("git commit -qam Answers && git push -q " + HealthyLab.REPOSITORY + " main");
    }
    fixture.texts("files").forEach(new LabFolder(lab.folder())::write);
    if (fixture.has("git")) {
      lab.run(fixture.text("git"));
    }
    Map<String, String> given = new HashMap<>(fixture.texts("answers"));
    given.putIfAbsent("proxmox_node", "pve1");
    SimulatedLab simulated = SimulatedLab.of(HealthyLab.simulated(given), release);
    Cluster cluster = Cluster.read(fixture.applyTo(simulated.cluster().json()));
    try (Simulator simulator =
        Simulator.start(
            SimulatorSettings.of(cluster)
                .by(() -> NOW)
                .showing(certificate(fixture.text("certificate"))))) {
      if (fixture.has("faults")) {
        simulator.faults().read(fixture.json("faults"));
      }
      trial.run(simulator, () -> ask(fixture, lab, simulated, simulator));
    }
  }

  private static String ask(
      BrokenLab fixture, HealthyLab lab, SimulatedLab simulated, Simulator simulator) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PM_API_TOKEN_ID", simulated.tokenId());
    variables.put("PM_API_TOKEN_SECRET", simulated.tokenSecret());
    if (fixture.has("variables")) {
      variables.clear();
      variables.putAll(fixture.texts("variables"));
    }
    variables.put("PATH", lab.tools().toString());
    variables.put("HOME", folder.toString());
    Secrets secrets = new Secrets();
    Path pem = folder.resolve("ca.pem");
    ProxmoxAccess access =
        new ProxmoxAccess(
            new CredentialSources(id -> Optional.empty(), variables, secrets),
            Optional.empty(),
            fixture.text("trust").equals("ca")
                ? Optional.of(write(pem, simulator.certificate()))
                : Optional.empty(),
            pinned(fixture, simulator),
            Duration.ofSeconds(2));
    Tree tree = Tree.scan(lab.folder());
    Answers read = Answers.of(tree);
    String url = fixture.has("url") ? fixture.text("url") : simulator.url().toString();
    Answers answers =
        read.value("proxmox_url").isPresent() ? read.with(Map.of("proxmox_url", url)) : read;
    DoctorRequest request =
        new DoctorRequest(lab.folder(), "lab", Optional.empty(), "17", "3.9.16", access, secrets);
    ToolSettings tools =
        new ToolSettings(
            variables,
            lab.folder().resolve("target"),
            Optional.empty(),
            Supplies.NONE,
            false,
            Optional.empty());
    try (World world = world(fixture, variables, access, answers, secrets)) {
      CheckReport report =
          new Doctor(request, tools, Progress.NONE).report(world, tree, answers, 0);
      return printed(report)
          .replace(url, URL)
          .replace(simulator.url().getAuthority(), "pve.lan:8006")
          .replace(lab.folder().getParent().toString(), "/tmp")
          .replace(simulator.fingerprint(), "AA:BB")
          .replaceAll(" at [0-9a-f]{8}\\b", " at 01234567");
    }
  }

  private static World world(
      BrokenLab fixture,
      Map<String, String> variables,
      ProxmoxAccess access,
      Answers answers,
      Secrets secrets) {
    Runner runner =
        new Runner(variables, secrets == null ? new Secrets() : secrets, Optional.empty());
    Platform platform = Platform.here();
    ToolFinder finder =
        new ToolFinder(
            ToolCatalog.load(),
            platform,
            SearchPath.of(variables),
            runner,
            new ToolCache(folder.resolve("cache"), platform),
            Optional.empty());
    Map<String, String> machine = fixture == null ? Map.of() : fixture.texts("machine");
    List<?> answering = fixture == null ? List.of() : fixture.list("answering");
    return World.real(
        new World.Machine(
            machine.getOrDefault("java", "17.0.15"),
            machine.getOrDefault("maven", "3.9.16"),
            variables,
            finder,
            false,
            runner,
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Reach() {
              @Override
              public boolean answers(String address) {
                return answering.contains(address);
              }

              @Override
              public boolean connects(String host, int port) {
                return answering.contains(host);
              }
            }),
        () -> access.credential(answers),
        () -> access.open(answers));
  }

  private static Optional<String> pinned(BrokenLab fixture, Simulator simulator) {
    return switch (fixture.text("trust")) {
      case "system", "ca" -> Optional.empty();
      case "other" -> Optional.of("00".repeat(32));
      default -> Optional.of(simulator.fingerprint());
    };
  }

  private static Certificate certificate(String kind) {
    List<String> names =
        kind.equals("other-name") ? List.of("other.lan") : List.of("localhost", "127.0.0.1");
    Instant now = Instant.now();
    return Certificate.of(names, now.minus(1, ChronoUnit.DAYS), now.plus(7, ChronoUnit.DAYS));
  }

  private static Path write(Path file, Certificate certificate) {
    try {
      return Files.writeString(file, certificate.pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is not ok; each finding with its rule above it. */
  private static String printed(CheckReport report) {
    StringBuilder text = new StringBuilder();
    new ConsoleReport(
            new Console() {
              @Override
              public void info(String line) {
                if (!line.endsWith(" ok") && !line.startsWith("homelab doctor")) {
                  text.append(line.replaceFirst(" in [0-9.]+ s[.] Report: .*", "")).append('\n');
                }
              }

              @Override
              public void warn(String line) {
                text.append(line).append('\n');
              }

              @Override
              public void error(String line) {
                text.append(line).append('\n');
              }
            })
        .print(report, "");
    String rules =
        report.findings().stream()
            .map(f -> f.rule().severity().word() + " " + f.rule().id() + "\n")
            .collect(Collectors.joining());
    return text + rules;
  }

  private static Stream<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }
}
