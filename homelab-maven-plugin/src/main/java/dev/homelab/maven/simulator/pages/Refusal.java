package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.http.Answer;
import java.util.Map;

/** Proxmox does not do it, in its own words. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  private Refusal(Answer answer, String message) {
    super(message);
    this.answer = answer;
  }

  /** The usual kind: whatever goes wrong inside is a 500 there. */
  static Refusal failed(String message) {
    return new Refusal(Answer.error(500, message, Map.of()), message);
  }

  static Refusal invalid(String parameter, String why) {
    return invalid(Map.of(parameter, why));
  }

  static Refusal invalid(Map<String, String> errors) {
    String message = "Parameter verification failed.";
    return new Refusal(Answer.error(400, message, errors), message);
  }

  /** What is missing is a path and a privilege, or nothing where Proxmox does not say. */
  static Refusal forbidden(String missing) {
    String message = "Permission check failed" + (missing.isEmpty() ? "" : " (" + missing + ")");
    return new Refusal(Answer.error(403, message, Map.of()), message);
  }

  static Refusal unauthorized(String reason) {
    return new Refusal(Answer.bare(401, reason), reason);
  }

  static Refusal notImplemented(String method, String path) {
    String message = "Method '" + method + " " + path + "' not implemented";
    return new Refusal(Answer.error(501, message, Map.of()), message);
  }

  /** The node in between has nothing to say but this. */
  static Refusal unreachable(String reason) {
    return new Refusal(Answer.bare(595, reason), reason);
  }

  Answer answer() {
    return answer;
  }
}
