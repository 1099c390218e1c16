package dev.homelab.it.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The image's files as they lie in the archetype. */
final class ImageFiles {

  private static final Path PACKER =
      Path.of("../homelab-archetype/src/main/resources/archetype-resources/packer");

  private ImageFiles() {}

  static Path script(String name) {
    return PACKER.resolve("alma9-k3s-optimized/scripts").resolve(name);
  }

  static String template() throws IOException {
    return Files.readString(PACKER.resolve("alma9-k3s-optimized/packer.pkr.hcl"));
  }

  static String kickstart() throws IOException {
    return Files.readString(PACKER.resolve("alma9-k3s-optimized/http/ks.cfg"));
  }
}
