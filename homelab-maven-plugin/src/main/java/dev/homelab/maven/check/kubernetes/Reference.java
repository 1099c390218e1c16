package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path as a kustomization names it.
 *
 * @param value where it is written
 * @param text as it is written
 * @param target where it leads in the tree; empty when it leads out of it
 */
record Reference(YamlValue value, String text, Optional<String> target) {

  /** Longer than any system's paths. */
  private static final int MAX_LENGTH = 4096;

  private static final Pattern REMOTE =
      Pattern.compile(
          "[a-z0-9+]+://.*|[^/]+@[^/]+:.*|git::.*|[^?]*[?](ref|version|timeout|submodules)=.*|(github|gitlab|bitbucket)[.](com|org)[/:].*");

  static Reference of(String folder, YamlValue value) {
    String text = value.text().orElse("");
    return new Reference(
        value, text, text.startsWith("/") ? Optional.empty() : Paths.resolve(folder, text));
  }

  /** Whether it names something on another machine, which nobody can look at from here. */
  boolean remote() {
    return text.length() <= MAX_LENGTH && REMOTE.matcher(text).matches();
  }
}
