package dev.homelab.maven.flow;

import dev.homelab.maven.process.Logs;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.tool.Platform;
import dev.homelab.maven.tool.Supplies;
import dev.homelab.maven.tool.ToolCache;
import dev.homelab.maven.tool.ToolCatalog;
import dev.homelab.maven.tool.ToolFetcher;
import dev.homelab.maven.tool.ToolFinder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a goal gets at the external tools.
 *
 * @param environment with the PATH to look in, and the variables that tools get
 * @param logs the folder of their logs
 * @param folder where fetched tools are kept; empty for the system's folder of caches
 * @param supplies what they need not fetch
 * @param online whether the network may be used at all
 * @param fetcher gets what is missing; empty to stay off the network
 */
public record ToolSettings(
    Map<String, String> environment,
    Path logs,
    Optional<Path> folder,
    Supplies supplies,
    boolean online,
    Optional<ToolFetcher> fetcher) {

  /** A folder with tofu providers and packer plugins. */
  Optional<Path> plugins() {
    return supplies.plugins();
  }

  /** The same, and what is missing is missing. */
  ToolSettings withoutFetching() {
    return new ToolSettings(environment, logs, folder, supplies, online, Optional.empty());
  }

  /** Starts what is found, and masks these in what it prints. */
  Runner runner(Secrets secrets) {
    return new Runner(environment, secrets, Optional.of(new Logs(logs)));
  }

  /** Asks for versions by this runner. */
  ToolFinder finder(Runner runner) {
    Platform platform = Platform.here();
    Path cache = folder.orElseGet(() -> ToolCache.standardFolder(environment, platform));
    return new ToolFinder(
        ToolCatalog.load(),
        platform,
        SearchPath.of(environment),
        runner,
        new ToolCache(cache, platform),
        fetcher);
  }
}
