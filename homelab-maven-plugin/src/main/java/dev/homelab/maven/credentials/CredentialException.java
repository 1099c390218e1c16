package dev.homelab.maven.credentials;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;

/** There is no token, or none that could be used. */
public final class CredentialException extends HomelabException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** For this reason. */
  public CredentialException(Problem problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong and what to do about it. */
  public Problem problem() {
    return problem;
  }
}
