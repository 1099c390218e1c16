package dev.homelab.maven.tool;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A file that is, or carries, a program.
 *
 * @param version the program's
 * @param url of an official release; empty for an artifact
 * @param artifact {@code group:artifact:version} of a Maven artifact; empty for a release
 * @param sha256 of the file, 64 digits in lower case
 * @param entries the way to the program through archives in archives; none when the file is it
 */
record Download(
    Version version,
    Optional<URI> url,
    Optional<String> artifact,
    String sha256,
    List<String> entries) {

  /** The file's own name. */
  String fileName() {
    return url.map(u -> u.getPath().substring(u.getPath().lastIndexOf('/') + 1))
        .or(() -> artifact.map(a -> a.split(":")[1] + ".jar"))
        .orElseThrow();
  }
}
