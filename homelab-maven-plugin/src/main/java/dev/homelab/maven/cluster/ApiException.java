package dev.homelab.maven.cluster;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;

/** A cluster's API does not answer as one that is ready. */
public final class ApiException extends HomelabException {

  private static final long serialVersionUID = 1L;

  private static final String FIX =
      "on the machine: sudo systemctl status k3s, and sudo journalctl -u k3s";

  private final String reason;
  private final boolean mayPass;

  ApiException(String reason, boolean mayPass) {
    super(new Problem(reason, FIX));
    this.reason = reason;
    this.mayPass = mayPass;
  }

  /** What is wrong, in a line, without the fix. */
  public String reason() {
    return reason;
  }

  /** What to do about it. */
  public String fix() {
    return FIX;
  }

  /** Whether it may go by itself while a cluster starts. */
  public boolean mayPass() {
    return mayPass;
  }
}
