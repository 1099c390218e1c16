package dev.homelab.maven.cluster;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;

/** Something is no kubeconfig, or none that may be used. */
public final class KubeconfigException extends HomelabException {

  private static final long serialVersionUID = 1L;

  KubeconfigException(String message, String fix) {
    super(new Problem(message, fix));
  }
}
