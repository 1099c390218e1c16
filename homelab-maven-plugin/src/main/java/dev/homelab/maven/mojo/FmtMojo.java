package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Fmt;
import dev.homelab.maven.flow.FmtRequest;
import dev.homelab.maven.problem.HomelabException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Rewrites the HCL files in the form that {@code tofu fmt} and {@code packer fmt} give them,
 * without either tool. Touches only files that git would take and that are not in that form
 * already.
 */
@Mojo(name = "fmt", threadSafe = true)
public final class FmtMojo extends HomelabMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.fmt.skip", defaultValue = "false")
  private boolean fmtSkip;

  /** Changes nothing: prints what would change as a diff, and fails if there is any. */
  @Parameter(property = "homelab.check", defaultValue = "false")
  private boolean check;

  @Override
  boolean skipGoal() {
    return fmtSkip;
  }

  @Override
  void run() throws HomelabException {
    new Fmt(console()).run(new FmtRequest(basedir().toPath(), check));
  }
}
