package dev.homelab.maven.proxmox;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;

/** Proxmox could not be asked, or it said no. */
public class ProxmoxException extends HomelabException {

  private static final long serialVersionUID = 1L;

  /** What sort of failure it is, for those who go on differently after each. */
  public enum Kind {
    /** Address, token, certificate file or fingerprint cannot be used as they are. */
    CONFIGURATION,
    /** Nothing answers at the address. */
    UNREACHABLE,
    /** The server's certificate is not to be trusted. */
    CERTIFICATE,
    /** Something answers, but not Proxmox's API. */
    NOT_PROXMOX,
    /** The token is not accepted. */
    UNAUTHORIZED,
    /** The token lacks a privilege. */
    FORBIDDEN,
    /** The node, machine, storage or token does not exist. */
    NOT_FOUND,
    /** The machine is locked by another action. */
    LOCKED,
    /** Proxmox finds fault with the request's values. */
    REJECTED,
    /** Proxmox answers, but the node that was asked for does not. */
    NODE_UNREACHABLE,
    /** The machine's guest agent does not answer. */
    AGENT_SILENT,
    /** Proxmox failed. */
    SERVER,
    /** It took longer than it may. */
    TIMEOUT,
    /** A task was started and failed. */
    TASK_FAILED,
    /** Whoever waited was told to stop. */
    INTERRUPTED
  }

  private final Kind kind;
  private final int status;
  private final String words;
  private final transient Problem problem;
  private final boolean passing;

  ProxmoxException(Kind kind, int status, String words, Problem problem) {
    this(kind, status, words, problem, false);
  }

  private ProxmoxException(Kind kind, int status, String words, Problem problem, boolean passing) {
    super(problem);
    this.passing = passing;
    this.kind = kind;
    this.status = status;
    this.words = words;
    this.problem = problem;
  }

  /** For what may be gone a moment later. */
  static ProxmoxException passing(Kind kind, int status, String words, Problem problem) {
    return new ProxmoxException(kind, status, words, problem, true);
  }

  ProxmoxException(Kind kind, Problem problem) {
    this(kind, 0, "", problem);
  }

  /** What sort of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** The status of the answer; 0 when there was none. */
  public int status() {
    return status;
  }

  /** What Proxmox said, safe to print and of one line; empty when it said nothing. */
  public String words() {
    return words;
  }

  /** What is wrong and what to do about it. */
  public Problem problem() {
    return problem;
  }

  /** Whether it may be gone a moment later, so that asking again is of use. */
  public boolean passing() {
    return passing;
  }
}
