package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.simulator.machine.LoginKey;
import dev.homelab.maven.simulator.machine.StandInMachine;
import dev.homelab.maven.ssh.Quiet;
import dev.homelab.maven.state.FolderRemoval;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A copy of a homelab, in a folder that is thrown away, on a Proxmox that lives in this process,
 * with a stand-in for the machine that packer logs in to.
 *
 * <p>The files are those of the homelab, but for what leads out of the rehearsal: the answers that
 * name Proxmox and the key, and the port of the stand-in.
 */
public final class RehearsedLab implements AutoCloseable {

  /** As the kickstart file makes it. */
  private static final String BUILD_USER = "packer";

  private static final Pattern COMMUNICATOR =
      Pattern.compile("(?m)^(\\s*)communicator\\s*=\\s*\"ssh\"$");

  /** Loaded now: it is needed when Maven has closed the plugin's jar. */
  private final Path folder;

  private final Path root;
  private final Rehearsal rehearsal;
  private final StandInMachine machine;
  private final InetAddress address;

  private RehearsedLab(
      Path folder, Path root, Rehearsal rehearsal, StandInMachine machine, InetAddress address) {
    this.folder = folder;
    this.root = root;
    this.rehearsal = rehearsal;
    this.machine = machine;
    this.address = address;
  }

  /**
   * Copies the homelab and starts what it needs.
   *
   * @param secrets where the token is registered
   */
  public static RehearsedLab start(Path homelab, Secrets secrets) throws HomelabException {
    Quiet.please();
    Path folder = null;
    try {
      folder = Files.createTempDirectory("homelab-rehearsal").toRealPath();
      Path root = Files.createDirectory(folder.resolve("lab"));
      Tree tree = Tree.scan(homelab);
      copy(tree, root);
      LoginKey key = LoginKey.in(folder);
      InetAddress address = addressOfThisComputer();
      StandInMachine machine = StandInMachine.start(address, BUILD_USER, key.publicKey());
      Rehearsal rehearsal =
          Rehearsal.start(
              Answers.of(tree).with(leadingNowhere(key)), secrets, address.getHostAddress());
      write(rehearsal.answers(), root.resolve(Answers.FILE));
      if (rehearsal.standIns().contains("git_repo_url")) {
        fillIn(root.resolve("k8s"), rehearsal.answers().value("git_repo_url").orElseThrow());
      }
      logInAt(root.resolve("packer"), machine.port());
      return new RehearsedLab(folder, root, rehearsal, machine, address);
    } catch (IOException e) {
      FolderRemoval.ofTemporary(folder);
      throw new HomelabException(
          new Problem(
              "the homelab cannot be copied for a rehearsal: " + e,
              "see that the folder of temporary files is writable and not full"));
    }
  }

  private static Map<String, String> leadingNowhere(LoginKey key) {
    return Map.of(
        "ssh_public_key",
        key.publicLine(),
        "ssh_private_key_file",
        key.file().toString(),
        // Its certificate is made for this run, and the tools know of no fingerprints.
        "proxmox_insecure",
        "true",
        // packer would fetch the file that has the checksum.
        "alma_iso_checksum",
        "sha256:" + "0".repeat(64));
  }

  private static void copy(Tree tree, Path to) throws IOException {
    for (SourceFile file : tree.files()) {
      Path target = to.resolve(file.path());
      Files.createDirectories(target.getParent());
      Files.copy(file.file(), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void write(Answers answers, Path file) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    for (Answer answer : answers.all()) {
      String line = answer.key() + " = " + answer.value();
      if (answer.line() > 0) {
        lines.set(answer.line() - 1, line);
      } else {
        lines.add(line);
      }
    }
    Files.write(file, lines);
  }

  private static void fillIn(Path k8s, String repository) throws IOException {
    for (SourceFile file : Tree.scan(k8s).files()) {
      String text = file.text().orElse("");
      if (text.contains(Answers.MARKER)) {
        Files.writeString(file.file(), text.replace(Answers.MARKER, repository));
      }
    }
  }

  /** The stand-in cannot have port 22. */
  private static void logInAt(Path packer, int port) throws IOException {
    for (SourceFile file : Tree.scan(packer).filesEndingWith(".pkr.hcl")) {
      String text = file.text().orElse("");
      String changed =
          COMMUNICATOR
              .matcher(text)
              .replaceAll(m -> m.group() + "\n" + m.group(1) + "ssh_port             = " + port);
      if (!changed.equals(text)) {
        Files.writeString(file.file(), changed, StandardCharsets.UTF_8);
      }
    }
  }

  /** packer passes over what a guest says of 127.0.0.1. */
  private static InetAddress addressOfThisComputer() throws SocketException, HomelabException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElseThrow(
            () ->
                new HomelabException(
                    new Problem(
                        "this computer has no IPv4 address but 127.0.0.1, where packer looks for no"
                            + " machine",
                        "connect it to a network, any")));
  }

  /** The copy. */
  public Path root() {
    return root;
  }

  Answers answers() {
    return rehearsal.answers();
  }

  Set<String> standIns() {
    return rehearsal.standIns();
  }

  /** Its token is treated as a real one is by the next goal, too. */
  public void maskIn(Secrets secrets) throws HomelabException {
    secrets.register(
        rehearsal.access(Duration.ofSeconds(1)).credential(answers()).token().secret());
  }

  /** The way to its Proxmox. */
  public ProxmoxAccess access(Duration deadline) {
    return rehearsal.access(deadline);
  }

  /** Where its machines answer: all of them are the stand-in, which has no Kubernetes. */
  Reach reach() {
    return new Reach() {
      @Override
      public InetSocketAddress ssh(String ip) {
        return new InetSocketAddress(address, machine.port());
      }

      @Override
      public Optional<InetSocketAddress> api(String ip) {
        return Optional.empty();
      }
    };
  }

  /** What the stand-in was told to do, without doing it. */
  public List<String> commands() {
    return machine.commands();
  }

  /**
   * Removes its folder, at the end of this process, which takes the servers along: by then Maven
   * has closed the plugin's jar, and no class can be loaded that was not before.
   */
  public void discard() {
    FolderRemoval.ofTemporary(folder);
  }

  @Override
  public void close() {
    rehearsal.close();
    try {
      machine.close();
    } catch (IOException e) {
      // It ends with this process.
    }
    FolderRemoval.ofTemporary(folder);
  }
}
