package dev.homelab.it.real;

import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.flow.Bench;
import dev.homelab.maven.flow.Cleanup;
import dev.homelab.maven.flow.Destroy;
import dev.homelab.maven.flow.DestroyRequest;
import dev.homelab.maven.flow.Guest;
import dev.homelab.maven.flow.ImageBuild;
import dev.homelab.maven.flow.ImageRequest;
import dev.homelab.maven.flow.Provision;
import dev.homelab.maven.flow.ProvisionRequest;
import dev.homelab.maven.flow.Reach;
import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.tool.Supplies;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A homelab of the smallest shape that image and provision act on, with the real packer and tofu
 * and without any plugin. Its hypervisor has a template as soon as packer has made its file.
 */
final class ActingLab implements Console, Reach {

  private static final Path STACKS = Path.of("src/test/resources/stacks");

  final Path root;
  final List<String> lines = new ArrayList<>();
  private final Path tools;
  private final SmallHypervisor hypervisor;
  private final ServerSocket ssh;

  /** In this folder, where one was made, with the tools of that one. */
  ActingLab(Path root, Path tools) throws IOException {
    this.root = root;
    this.tools = tools;
    this.hypervisor = new SmallHypervisor(root.resolve(".notes"), this::guests);
    this.ssh = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread greeter = new Thread(this::greet, "ssh");
    greeter.setDaemon(true);
    greeter.start();
  }

  /** Makes one. */
  static ActingLab make(Path root) throws IOException {
    Files.createDirectories(root.resolve("packer"));
    Files.createDirectories(root.resolve("terraform/envs"));
    Files.copy(
        GeneratedTree.answered().resolve("homelab.properties"), root.resolve("homelab.properties"));
    Files.copy(GeneratedTree.answered().resolve(".gitignore"), root.resolve(".gitignore"));
    GeneratedTree.copyTo(STACKS.resolve("acting-image"), root.resolve("packer/image"));
    GeneratedTree.copyTo(STACKS.resolve("tofu-machine"), root.resolve("terraform/envs/k3s-single"));
    return new ActingLab(root, Toolchain.bin());
  }

  private void greet() {
    while (true) {
      try (Socket client = ssh.accept()) {
        client.getOutputStream().write("SSH-2.0-stand-in\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        return;
      }
    }
  }

  private List<Guest> guests() {
    Path made = root.resolve("made");
    try {
      return Files.exists(made)
          ? List.of(new Guest(9000, Files.readString(made).strip(), "pve1", true, "stopped"))
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bench bench() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
    environment.put(
        "HOME", Files.createDirectories(root.resolveSibling(root.getFileName() + "-home")) + "");
    ToolSettings settings =
        new ToolSettings(
            environment,
            root.resolve("target/homelab/logs"),
            Optional.of(root.resolveSibling("tools-cache")),
            Supplies.NONE,
            false,
            Optional.empty());
    return new Bench(this, settings, new Secrets(), hypervisor, Optional::empty, this);
  }

  void image(boolean force, Duration patience) throws HomelabException, IOException {
    new ImageBuild(bench())
        .run(
            new ImageRequest(
                root, "lab", force, new Cleanup(true, java.util.Set.of()), patience, NO_CHECKS));
  }

  void provision(List<String> allowReplace, Duration patience)
      throws HomelabException, IOException {
    new Provision(bench())
        .run(
            new ProvisionRequest(
                root,
                "lab",
                Optional.empty(),
                false,
                List.of(),
                allowReplace,
                Cleanup.NONE,
                Optional.empty(),
                patience,
                Duration.ofSeconds(30),
                NO_CHECKS));
  }

  void destroy(String confirmation) throws HomelabException, IOException {
    new Destroy(bench())
        .run(
            new DestroyRequest(
                root,
                "lab",
                Optional.empty(),
                question -> Optional.of(confirmation),
                Duration.ZERO,
                NO_CHECKS));
  }

  /** The files are not those of a generated homelab, which preflight would miss. */
  private static final List<Check> NO_CHECKS =
      List.of(
          new Check() {
            @Override
            public String name() {
              return "nothing";
            }

            @Override
            public List<Rule> rules() {
              return List.of();
            }

            @Override
            public CheckResult run(Lab lab) {
              return CheckResult.of("", List.of());
            }
          });

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

  @Override
  public InetSocketAddress ssh(String ip) {
    return (InetSocketAddress) ssh.getLocalSocketAddress();
  }

  @Override
  public Optional<InetSocketAddress> api(String ip) {
    return Optional.empty();
  }

  /** Acts in a process of its own, to be killed. */
  static final class Main {

    /** With the homelab's folder, that of the tools, and the goal. */
    public static void main(String[] arguments) throws Exception {
      ActingLab lab = new ActingLab(Path.of(arguments[0]), Path.of(arguments[1]));
      try {
        if (arguments[2].equals("image")) {
          lab.image(false, Duration.ZERO);
        } else {
          lab.provision(List.of(), Duration.ZERO);
        }
        System.exit(0);
      } catch (HomelabException e) {
        System.out.println(e.getMessage());
        System.exit(1);
      }
    }
  }
}
