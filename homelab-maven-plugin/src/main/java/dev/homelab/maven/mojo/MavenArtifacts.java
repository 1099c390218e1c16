package dev.homelab.maven.mojo;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.tool.ArtifactSource;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Artifacts by Maven's resolver, from where the plugins of the build come. */
final class MavenArtifacts implements ArtifactSource {

  private final RepositorySystem system;
  private final RepositorySystemSession session;
  private final List<RemoteRepository> repositories;

  MavenArtifacts(
      RepositorySystem system,
      RepositorySystemSession session,
      List<RemoteRepository> repositories) {
    this.system = system;
    this.session = session;
    this.repositories = repositories;
  }

  @Override
  public Path resolve(String coordinates) throws HomelabException {
    String[] parts = coordinates.split(":");
    DefaultArtifact artifact = new DefaultArtifact(parts[0], parts[1], "jar", parts[2]);
    try {
      return system
          .resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new HomelabException(
          new Problem(
              coordinates + " cannot be fetched: " + e.getMessage(),
              "see whether the plugin repositories of the build can be reached"));
    }
  }
}
