package dev.homelab.maven.tool;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user gives to the tools besides the homelab, so that they need no network.
 *
 * @param plugins a folder with tofu providers and packer plugins
 * @param charts a folder of chart archives
 * @param schemas a folder with the JSON schemas of Kubernetes' objects
 */
public record Supplies(Optional<Path> plugins, Optional<Path> charts, Optional<Path> schemas) {

  /** Nothing. */
  public static final Supplies NONE =
      new Supplies(Optional.empty(), Optional.empty(), Optional.empty());
}
