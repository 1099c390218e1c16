package dev.homelab.maven.tool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a tool before it is found.
 *
 * @param name the program's
 * @param ask the arguments that make it print its version
 * @param answer where the version stands in what it prints: the first group
 * @param from the oldest version that is used
 * @param below the first one that is not; empty for all newer ones
 * @param install the package's name for each package manager, and {@code url}
 * @param downloads where the plugin itself gets it, for each platform, the best first
 */
record Tool(
    String name,
    List<String> ask,
    Pattern answer,
    Version from,
    Optional<Version> below,
    Map<String, String> install,
    Map<String, List<Download>> downloads) {

  /** The version in what it prints. */
  Optional<Version> version(String printed) {
    Matcher matcher = answer.matcher(printed);
    return matcher.find() ? Optional.of(new Version(matcher.group(1))) : Optional.empty();
  }

  boolean accepts(Version version) {
    return version.compareTo(from) >= 0 && below.filter(b -> version.compareTo(b) >= 0).isEmpty();
  }

  /** ">= 1.10.0 and < 2". */
  String accepted() {
    return ">= " + from + below.map(b -> " and < " + b).orElse("");
  }

  /** Where it is got from for a platform, the best first. */
  List<Download> downloads(Platform platform) {
    return downloads.getOrDefault(platform.name(), List.of());
  }
}
