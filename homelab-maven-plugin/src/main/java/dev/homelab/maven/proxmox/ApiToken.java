package dev.homelab.maven.proxmox;

import dev.homelab.maven.problem.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Proxmox knows us by.
 *
 * @param id user, realm and the token's name: {@code homelab@pve!ci}
 * @param secret the UUID that Proxmox showed once, when the token was made
 */
public record ApiToken(String id, String secret) {

  private static final Pattern ID =
      Pattern.compile("[^\\s:/!@=]+(@[^\\s:/!@=]+)?@[\\w.-]+![\\w.-]+");

  /** What a header can hold without being cut or split. */
  private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]+");

  /** The user that the token belongs to: {@code homelab@pve}. */
  public String user() {
    int end = id.indexOf('!');
    return end < 0 ? id : id.substring(0, end);
  }

  /** The token's own name: {@code ci}. */
  public String name() {
    return id.substring(id.indexOf('!') + 1);
  }

  /** What is wrong with its form, so that it need not be tried. */
  public Optional<Problem> fault() {
    if (!ID.matcher(id).matches()) {
      return Optional.of(
          new Problem(
              "'" + id + "' is not the id of an API token of Proxmox",
              "give it whole, as user@realm!name, like homelab@pve!ci"));
    }
    if (!SECRET.matcher(secret).matches()) {
      return Optional.of(
          new Problem(
              "the secret of the API token '"
                  + id
                  + "' is "
                  + (secret.isEmpty() ? "empty" : "no single word"),
              "give the UUID that Proxmox showed when the token was made, and nothing else"));
    }
    return Optional.empty();
  }

  /** The id alone: whoever prints a token prints no secret. */
  @Override
  public String toString() {
    return "ApiToken[" + id + "=***]";
  }
}
