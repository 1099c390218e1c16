package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Install;
import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Finds tools: on PATH, if the version fits; else among those that were fetched before; else
 * fetches them, if that is allowed.
 */
public final class ToolFinder {

  /** A laptop that has just woken up may need seconds to read a program of 150 MB. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long MOST_OUTPUT = 1 << 20;
  private static final int SHOWN = 60;

  private final ToolCatalog catalog;
  private final Platform platform;
  private final SearchPath path;
  private final Runner runner;
  private final ToolCache cache;
  private final Optional<ToolFetcher> fetcher;
  private final Duration patience;
  private final KnownVersions known;
  private final Map<String, FutureTask<Found>> found = new ConcurrentHashMap<>();

  /**
   * A finder.
   *
   * @param path where to look first
   * @param runner asks for versions
   * @param cache where to look next
   * @param fetcher gets what is in neither; empty to stay off the network
   */
  public ToolFinder(
      ToolCatalog catalog,
      Platform platform,
      SearchPath path,
      Runner runner,
      ToolCache cache,
      Optional<ToolFetcher> fetcher) {
    this(catalog, platform, path, runner, cache, fetcher, PATIENCE);
  }

  ToolFinder(
      ToolCatalog catalog,
      Platform platform,
      SearchPath path,
      Runner runner,
      ToolCache cache,
      Optional<ToolFetcher> fetcher,
      Duration patience) {
    this.catalog = catalog;
    this.platform = platform;
    this.path = path;
    this.runner = runner;
    this.cache = cache;
    this.fetcher = fetcher;
    this.patience = patience;
    this.known = cache.knownVersions();
  }

  /** Looks for a tool of tools.yaml; asked again, the answer is the same. */
  public Found find(String name) {
    FutureTask<Found> task =
        found.computeIfAbsent(name, n -> new FutureTask<>(() -> look(catalog.tool(n))));
    task.run(); // does nothing when somebody else has begun
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Found.Missing(name, "interrupted", install(catalog.tool(name)));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Whether a program of that name is on PATH, whatever it is worth. */
  public boolean isOnPath(String name) {
    return path.first(name).isPresent();
  }

  /** Whether there is a release of it for this system that a fetcher could get. */
  public boolean canBeFetched(String name) {
    return !catalog.tool(name).downloads(platform).isEmpty();
  }

  private Found look(Tool tool) {
    List<String> reasons = new ArrayList<>(path.passedOver(tool.name()));
    for (Path program : path.all(tool.name())) {
      Optional<Version> version = version(tool, program, reasons);
      if (version.filter(tool::accepts).isPresent()) {
        return new Found.Program(tool.name(), program, version.get().text());
      }
      version.ifPresent(
          v -> reasons.add(program + " is " + v + ", which is not " + tool.accepted()));
    }
    Optional<Found.Program> cached = cache.find(tool);
    if (cached.isPresent()) {
      return cached.get();
    }
    if (fetcher.isPresent() && !tool.downloads(platform).isEmpty()) {
      try {
        return fetcher.get().fetch(tool, cache);
      } catch (HomelabException e) {
        reasons.add(e.getMessage().lines().findFirst().orElse(""));
      }
    }
    String reason = reasons.isEmpty() ? "not on this machine" : String.join(", ", reasons);
    return new Found.Missing(tool.name(), reason, install(tool));
  }

  private Optional<Version> version(Tool tool, Path program, List<String> reasons) {
    Optional<Version> remembered = known.of(program);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<Version> asked = ask(tool, program, reasons);
    asked.ifPresent(version -> known.remember(program, version));
    return asked;
  }

  private Optional<Version> ask(Tool tool, Path program, List<String> reasons) {
    try {
      Result result =
          runner.run(
              Command.of(program, tool.ask())
                  .with("CHECKPOINT_DISABLE", "1") // packer would ask for newer versions
                  .within(patience)
                  .printingAtMost(MOST_OUTPUT));
      // Some say it on standard error, and some end with an exit code of their own.
      Optional<Version> version = tool.version(result.output() + result.errors());
      if (version.isEmpty()) {
        reasons.add(program + (result.ok() ? said(result.output()) : ": " + result.ending()));
      }
      return version;
    } catch (HomelabException e) {
      reasons.add(e.getMessage().lines().findFirst().orElse(""));
      return Optional.empty();
    }
  }

  private static String said(String output) {
    String line = Printable.of(output.lines().findFirst().orElse(""));
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return " says '" + shown + "' when asked for its version";
  }

  /** The command that brings it onto this system. */
  private Install install(Tool tool) {
    for (Map.Entry<String, ToolCatalog.Manager> manager : catalog.managers().entrySet()) {
      String what = tool.install().get(manager.getKey());
      String program = manager.getValue().program();
      if (what != null && !program.isEmpty() && path.first(program).isPresent()) {
        return new Install(manager.getValue().command(), what);
      }
    }
    if (fetcher.isEmpty() && !tool.downloads(platform).isEmpty()) {
      return new Install("mvn homelab:preflight -Dhomelab.tools.download=true", "");
    }
    for (Map.Entry<String, ToolCatalog.Manager> manager : catalog.managers().entrySet()) {
      String what = tool.install().get(manager.getKey());
      if (what != null && manager.getValue().program().isEmpty()) {
        return new Install(manager.getValue().command(), what);
      }
    }
    return Install.see(tool.install().getOrDefault("url", tool.name()));
  }
}
