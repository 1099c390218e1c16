package dev.homelab.maven.simulator.http;

/** Answers requests, on many threads at once. */
public interface Handler {

  /**
   * Answers one.
   *
   * @throws Dropped if the connection shall end without an answer
   * @throws InterruptedException if the server was closed while the client was kept waiting
   */
  Answer answer(Request request) throws Dropped, InterruptedException;

  /** The connection ends here. */
  final class Dropped extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
