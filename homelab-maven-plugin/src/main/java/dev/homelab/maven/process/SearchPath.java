package dev.homelab.maven.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folders of PATH, looked through as a shell does, without those that depend on where we are.
 */
public final class SearchPath {

  private final List<Path> folders = new ArrayList<>();
  private final List<String> endings;

  private SearchPath(String path, List<String> endings) {
    this.endings = endings;
    for (String folder : path.split(Pattern.quote(File.pathSeparator))) {
      absolute(folder).ifPresent(folders::add);
    }
  }

  /** The PATH of this environment. */
  public static SearchPath of(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    boolean windows = File.separatorChar == '\\';
    return new SearchPath(path, windows ? List.of(".exe") : List.of(""));
  }

  /** Every program of that name, the one a shell would start first. */
  public List<Path> all(String program) {
    return candidates(program).stream()
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .toList();
  }

  /** The one a shell would start. */
  public Optional<Path> first(String program) {
    return all(program).stream().findFirst();
  }

  /** What has that name and is passed over, with the reason: "... is a folder". */
  public List<String> passedOver(String program) {
    List<String> reasons = new ArrayList<>();
    for (Path candidate : candidates(program)) {
      if (Files.isDirectory(candidate)) {
        reasons.add(candidate + " is a folder");
      } else if (Files.isRegularFile(candidate) && !Files.isExecutable(candidate)) {
        reasons.add(candidate + " may not be executed");
      }
    }
    return reasons;
  }

  private List<Path> candidates(String program) {
    return folders.stream()
        .flatMap(folder -> endings.stream().map(ending -> folder.resolve(program + ending)))
        .toList();
  }

  private static Optional<Path> absolute(String folder) {
    try {
      return Optional.of(Path.of(folder)).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
