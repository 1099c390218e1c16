package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.flow.Cleanup;
import dev.homelab.maven.flow.Destroy;
import dev.homelab.maven.flow.DestroyRequest;
import dev.homelab.maven.flow.DoctorRequest;
import dev.homelab.maven.flow.ImageBuild;
import dev.homelab.maven.flow.ImageRequest;
import dev.homelab.maven.flow.Provision;
import dev.homelab.maven.flow.ProvisionRequest;
import dev.homelab.maven.flow.RehearsedLab;
import dev.homelab.maven.flow.Site;
import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.tool.Supplies;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The goals of a generated homelab, unchanged, on the Proxmox that lives in the plugin, with the
 * real packer, tofu and their plugins: from nothing to a machine, and back.
 */
@NeedsRealTools
class RehearsalTest {

  private static final String TEMPLATE = AnswerSet.DEFAULTS.template();

  @TempDir Path scratch;
  private final List<String> lines = new ArrayList<>();
  private final Secrets secrets = new Secrets();

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void goesFromNothingToAMachineTwiceAndBack() throws Exception {
    Path plugins = Toolchain.plugins();
    Path homelab = GeneratedTree.copyTo(AnswerSet.DEFAULTS.tree(), scratch.resolve("my lab"));
    RehearsedLab lab = RehearsedLab.start(homelab, secrets);
    Path copy = lab.root();
    try {
      List<String> image = image(lab, plugins);
      assertEquals("building " + TEMPLATE + ": there is no template of that name", image.get(0));
      assertEquals("template " + TEMPLATE + " is ready: template 100 on pve1", last(image));
      assertTrue(last(image(lab, plugins)).startsWith(TEMPLATE + " is up to date: template 100"));

      List<String> made = provision(lab, plugins);
      assertTrue(made.contains("done: 1 to create"), made.toString());
      assertEquals("machine 101 at 10.23.45.31 runs", last(made));
      assertTrue(provision(lab, plugins).contains("nothing to change"));

      List<String> gone = destroy(lab, plugins);
      assertTrue(gone.contains("removed: 1"), gone.toString());
      assertTrue(gone.contains("  " + TEMPLATE + ": template 100 on pve1"), gone.toString());
      noFileHasTheToken(homelab);
      noFileHasTheToken(copy);
    } finally {
      lab.close();
    }
    assertFalse(Files.exists(copy));
    try (Stream<Path> files = Files.list(homelab)) {
      assertTrue(files.noneMatch(file -> file.endsWith(".homelab")));
    }
  }

  /** Whatever the runner masks, it would mask in a file too. */
  private void noFileHasTheToken(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) < 1 << 20) {
          String text = new String(Files.readAllBytes(file), "UTF-8");
          assertEquals(text, secrets.mask(text), file.toString());
        }
      }
    }
  }

  private interface Goal {
    void run(Site site) throws HomelabException;
  }

  private List<String> image(RehearsedLab lab, Path plugins) throws Exception {
    return run(
        lab,
        plugins,
        site ->
            new ImageBuild(site.bench())
                .run(
                    new ImageRequest(
                        lab.root(),
                        "lab",
                        false,
                        Cleanup.NONE,
                        Duration.ZERO,
                        site.beforeImage())));
  }

  private List<String> provision(RehearsedLab lab, Path plugins) throws Exception {
    return run(
        lab,
        plugins,
        site ->
            new Provision(site.bench())
                .run(
                    ProvisionRequest.plain(
                        lab.root(),
                        "lab",
                        Optional.empty(),
                        Duration.ZERO,
                        site.beforeProvision())));
  }

  private List<String> destroy(RehearsedLab lab, Path plugins) throws Exception {
    return run(
        lab,
        plugins,
        site ->
            new Destroy(site.bench())
                .run(
                    new DestroyRequest(
                        lab.root(),
                        "lab",
                        Optional.empty(),
                        question -> Optional.of(AnswerSet.DEFAULTS.environment()),
                        Duration.ZERO,
                        site.beforeDestroy())));
  }

  private List<String> run(RehearsedLab lab, Path plugins, Goal goal) throws Exception {
    lines.clear();
    Path home = Files.createDirectories(scratch.resolve("home"));
    ToolSettings tools =
        new ToolSettings(
            Map.of(
                "PATH",
                Toolchain.bin() + File.pathSeparator + System.getenv("PATH"),
                "HOME",
                home.toString()),
            scratch.resolve("my lab/target/homelab/logs"),
            Optional.of(scratch.resolve("tools-cache")),
            new Supplies(Optional.of(plugins), Optional.empty(), Optional.empty()),
            false,
            Optional.empty());
    DoctorRequest request =
        new DoctorRequest(
            lab.root(),
            "lab",
            Optional.empty(),
            System.getProperty("java.version"),
            "3.9.16",
            lab.access(Duration.ofSeconds(30)),
            secrets);
    try (Site site = Site.rehearsed(request, lab, tools, console())) {
      goal.run(site);
    }
    return List.copyOf(lines);
  }

  private Console console() {
    return new Console() {
      @Override
      public synchronized void info(String line) {
        lines.add(line);
      }

      @Override
      public void warn(String line) {
        info("WARN " + line);
      }

      @Override
      public void error(String line) {
        info("ERROR " + line);
      }
    };
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
