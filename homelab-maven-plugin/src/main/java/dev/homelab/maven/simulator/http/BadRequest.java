package dev.homelab.maven.simulator.http;

/** A request that cannot be read, or is too large to be. */
final class BadRequest extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  BadRequest(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
