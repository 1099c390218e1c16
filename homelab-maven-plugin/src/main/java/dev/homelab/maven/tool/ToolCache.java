package dev.homelab.maven.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder of the tools that the plugin has fetched: {@code tools/tofu/1.12.6/tofu}. What is
 * there was verified before it was moved there.
 */
public final class ToolCache {

  private final Path folder;
  private final Platform platform;

  /** In this folder. */
  public ToolCache(Path folder, Platform platform) {
    this.folder = folder;
    this.platform = platform;
  }

  /** Where caches belong on this system, by the variables of this environment. */
  public static Path standardFolder(Map<String, String> environment, Platform platform) {
    Optional<Path> given = folder(environment, "XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"));
    Path standard =
        switch (platform.system()) {
          case "darwin" -> home.resolve("Library/Caches");
          case "windows" -> folder(environment, "LOCALAPPDATA").orElse(home.resolve(".cache"));
          default -> home.resolve(".cache");
        };
    return given.orElse(standard).resolve("homelab");
  }

  private static Optional<Path> folder(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isEmpty())
        .map(value -> new File(value).toPath())
        .filter(Path::isAbsolute);
  }

  /** What the programs on PATH have said of themselves. */
  KnownVersions knownVersions() {
    return new KnownVersions(folder.resolve("versions.properties"));
  }

  /** The folder of all versions of a tool. */
  Path folderOf(Tool tool) {
    return folder.resolve("tools").resolve(tool.name());
  }

  /** Where a version of a tool lies, or would. */
  Path place(Tool tool, Version version) {
    return folderOf(tool).resolve(version.text()).resolve(platform.file(tool.name()));
  }

  /** The version of the tool that is here, the one the plugin would rather fetch first. */
  Optional<Found.Program> find(Tool tool) {
    return tool.downloads(platform).stream()
        .map(Download::version)
        .filter(version -> Files.isExecutable(place(tool, version)))
        .filter(version -> Files.isRegularFile(place(tool, version)))
        .map(version -> new Found.Program(tool.name(), place(tool, version), version.text()))
        .findFirst();
  }
}
