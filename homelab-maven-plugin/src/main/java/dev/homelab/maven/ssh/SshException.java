package dev.homelab.maven.ssh;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;

/** A machine could not be logged in to, or a command there did not end well. */
public final class SshException extends HomelabException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** Nobody answers at that address and port, or not as an SSH server does. */
    UNREACHABLE(true),
    /** It answered too late. */
    TIMEOUT(true),
    /** It shows another host key than the one that is remembered. */
    HOST_KEY_CHANGED(false),
    /** There is no key to log in with: no file, no passphrase, not in the agent. */
    NO_KEY(false),
    /**
     * It accepts none of the user's keys. A machine that boots for the first time may do so yet.
     */
    REFUSED(true),
    /** The command has ended with an error. */
    FAILED(true),
    /** The command has printed out of all proportion. */
    FLOODED(false),
    /** Something on this computer, like known_hosts that cannot be written. */
    LOCAL(false);

    private final boolean mayPass;

    Kind(boolean mayPass) {
      this.mayPass = mayPass;
    }
  }

  private final Kind kind;
  private final String message;
  private final String fix;

  SshException(Kind kind, String message, String fix) {
    super(new Problem(message, fix));
    this.kind = kind;
    this.message = message;
    this.fix = fix;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** Whether it may go by itself while a machine boots, so that to try again makes sense. */
  public boolean mayPass() {
    return kind.mayPass;
  }

  /** What is wrong, in a line, without the fix. */
  public String reason() {
    return message;
  }

  /** What to do about it. */
  public String fix() {
    return fix;
  }
}
