package dev.homelab.maven.credentials;

import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.proxmox.ApiToken;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the usual mistakes in writing down a token, before Proxmox only says 401 to them. */
final class TokenForm {

  static final String HEADER = "PVEAPIToken=";

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final String idFrom;
  private final String secretFrom;

  /** Of a token whose two halves come from there: "username of server proxmox in settings.xml". */
  TokenForm(String idFrom, String secretFrom) {
    this.idFrom = idFrom;
    this.secretFrom = secretFrom;
  }

  /** What is wrong with it. Shows nothing of an id that may hold the secret. */
  Optional<Problem> fault(String id, String secret) {
    if (UUID.matcher(id).matches() && secret.contains("!")) {
      return problem(
          "the token's id and its secret are exchanged: " + idFrom + " holds a secret",
          "give user@realm!name as the id, and the UUID as the secret");
    }
    if (id.startsWith(HEADER)) {
      return problem(
          idFrom + " begins with '" + HEADER + "', which belongs to an HTTP header",
          "give the id alone, as user@realm!name");
    }
    if (id.contains("=")) {
      return problem(
          idFrom + " holds more than the token's id: '" + id.replaceFirst("=.*", "=...") + "'",
          "give the id alone, as user@realm!name, and the secret in " + secretFrom);
    }
    if (!id.contains("!")) {
      return problem(
          idFrom + " is '" + id + "', the name of a user and not the id of a token",
          "write the token's name behind it, as user@realm!name, like homelab@pve!iac");
    }
    if (!id.substring(0, id.indexOf('!')).contains("@")) {
      return problem(
          idFrom + " is '" + id + "', which has no realm",
          "write the realm before the exclamation mark, as user@realm!name, like"
              + " homelab@pve!iac");
    }
    if (secret.contains("!") && secret.contains("=")) {
      return problem(
          secretFrom + " holds the token's id too", "give the UUID behind the last '=' alone");
    }
    return new ApiToken(id, secret)
        .fault()
        .map(f -> new Problem(idFrom + ": " + f.message(), f.fix()));
  }

  private static Optional<Problem> problem(String message, String fix) {
    return Optional.of(new Problem(message, fix));
  }
}
