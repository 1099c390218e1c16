package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.state.FolderRemoval;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Supplies;
import dev.homelab.maven.tool.ToolFinder;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the checks of this package work with: the tools, and one copy of the homelab for all. */
public final class Workbench implements AutoCloseable {

  private static final long MOST_BYTES = 64L << 20;

  private final ToolFinder finder;
  private final Runner runner;
  private final Map<String, String> environment;
  private final Supplies supplies;
  private final boolean online;
  private final Object rendering = new Object();
  private List<Renderings.Rendering> renderings;
  private Path copy;

  /**
   * A workbench.
   *
   * @param environment of which tools get their own settings
   * @param online whether a cluster may be asked
   */
  public Workbench(
      ToolFinder finder,
      Runner runner,
      Map<String, String> environment,
      Supplies supplies,
      boolean online) {
    this.finder = finder;
    this.runner = runner;
    this.environment = Map.copyOf(environment);
    this.supplies = supplies;
    this.online = online;
  }

  Found find(String tool) {
    return finder.find(tool);
  }

  Runner runner() {
    return runner;
  }

  Map<String, String> environment() {
    return environment;
  }

  Supplies supplies() {
    return supplies;
  }

  boolean online() {
    return online;
  }

  /** Whether a program of that name is on PATH, whatever it is worth. */
  boolean isOnPath(String tool) {
    return finder.isOnPath(tool);
  }

  /** Who renders: kustomize, or the one that is inside kubectl. */
  Optional<Found.Program> kustomize() {
    return find("kustomize") instanceof Found.Program kustomize
        ? Optional.of(kustomize)
        : find("kubectl") instanceof Found.Program kubectl
            ? Optional.of(kubectl)
            : Optional.empty();
  }

  /** What kustomize makes of the homelab: made at the first question, for all who ask. */
  List<Renderings.Rendering> renderings(Lab lab, Found.Program kustomize) throws HomelabException {
    synchronized (rendering) {
      if (renderings == null) {
        renderings = Renderings.of(lab, this, kustomize);
      }
      return renderings;
    }
  }

  /** The homelab's files as git would take them, made at the first question. */
  synchronized Path copyOf(Tree tree) {
    if (copy == null) {
      Path folder = null;
      try {
        folder = Files.createTempDirectory("homelab-preflight").toRealPath();
        for (SourceFile file : tree.files()) {
          copy(file, folder);
        }
        for (String link : tree.links()) {
          link(tree.root(), link, folder);
        }
        copy = folder;
      } catch (IOException e) {
        FolderRemoval.ofTemporary(folder);
        throw new UncheckedIOException(e);
      }
    }
    return copy;
  }

  private static void copy(SourceFile file, Path folder) throws IOException {
    Path target = folder.resolve(file.path());
    Files.createDirectories(target.getParent());
    // What cannot be read is told by the checks of the tree, and a disk image is nobody's input.
    if (file.size() <= MOST_BYTES && Files.isReadable(file.file())) {
      Files.copy(file.file(), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** One that stays in the homelab; what leads out of it is not to be followed by a tool. */
  private static void link(Path root, String path, Path folder) throws IOException {
    Path target = Files.readSymbolicLink(root.resolve(path));
    Path link = folder.resolve(path);
    if (!target.isAbsolute() && link.getParent().resolve(target).normalize().startsWith(folder)) {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, target);
    }
  }

  /** Copies a folder that git ignores, where it is there: charts that were fetched before. */
  synchronized void addFolder(Tree tree, String folder) {
    Path from = tree.root().resolve(folder);
    Path to = copyOf(tree).resolve(folder);
    if (!Files.isDirectory(from) || Files.exists(to)) {
      return;
    }
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the copy. */
  @Override
  public synchronized void close() {
    FolderRemoval.ofTemporary(copy);
    copy = null;
  }
}
