package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import java.nio.file.Path;

/** Maven's own way to artifacts, with its mirrors, proxies, credentials and local repository. */
public interface ArtifactSource {

  /**
   * The artifact's file.
   *
   * @param coordinates {@code group:artifact:version} of a jar
   * @throws HomelabException when it cannot be had
   */
  Path resolve(String coordinates) throws HomelabException;
}
