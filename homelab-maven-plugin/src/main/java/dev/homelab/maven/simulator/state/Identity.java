package dev.homelab.maven.simulator.state;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param user like homelab@pve
 * @param token the name of the token, if it is one
 */
public record Identity(String user, Optional<String> token) {

  /** A user, or a token with its exclamation mark. */
  public static Identity of(String id) {
    int mark = id.indexOf('!');
    return mark < 0
        ? new Identity(id, Optional.empty())
        : new Identity(id.substring(0, mark), Optional.of(id.substring(mark + 1)));
  }

  /** As tasks name it, like homelab@pve!iac. */
  public String id() {
    return token.map(name -> user + "!" + name).orElse(user);
  }
}
