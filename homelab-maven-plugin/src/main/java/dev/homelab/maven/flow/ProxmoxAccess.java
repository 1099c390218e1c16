package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.credentials.Credential;
import dev.homelab.maven.credentials.CredentialException;
import dev.homelab.maven.credentials.CredentialSources;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.proxmox.Connection;
import dev.homelab.maven.proxmox.ProxmoxApi;
import dev.homelab.maven.proxmox.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a goal gets at Proxmox.
 *
 * @param credentials where the token is looked for
 * @param serverId of the server in settings.xml; empty to take the answers' one
 * @param caFile the certificates of an authority to trust; empty for those that Java knows
 * @param fingerprint of the one certificate to trust; goes before the file
 * @param deadline for one call
 */
public record ProxmoxAccess(
    CredentialSources credentials,
    Optional<String> serverId,
    Optional<Path> caFile,
    Optional<String> fingerprint,
    Duration deadline) {

  /** The token. */
  public Credential credential(Answers answers) throws CredentialException {
    return credentials.require(serverId.orElseGet(() -> given(answers, "proxmox_server_id")));
  }

  /** A client for the Proxmox of these answers. Nothing is asked of it yet. */
  public ProxmoxApi open(Answers answers) throws HomelabException {
    String url =
        answers
            .value("proxmox_url")
            .orElseThrow(
                () ->
                    new HomelabException(
                        new Problem(
                            "proxmox_url is not answered yet",
                            "write the address of your Proxmox API into " + Answers.FILE)));
    try {
      return ProxmoxApi.open(
          new Connection(URI.create(url), credential(answers).token(), trust(answers), deadline));
    } catch (IllegalArgumentException e) {
      throw new HomelabException(
          new Problem(
              "proxmox_url '" + url + "' is no address",
              "write https://HOST:8006/api2/json into " + Answers.FILE));
    }
  }

  /** Which certificate is good. What was given for this run goes before what the answers say. */
  Trust trust(Answers answers) {
    if (fingerprint.isPresent()) {
      return new Trust.Fingerprint(fingerprint.get());
    }
    if (caFile.isPresent()) {
      return new Trust.CaFile(caFile.get());
    }
    return given(answers, "proxmox_insecure").equals("true")
        ? new Trust.Insecure()
        : new Trust.SystemTrust();
  }

  /** What to say aloud each time when any certificate is accepted. */
  public Optional<Problem> warning(Answers answers) {
    return trust(answers) instanceof Trust.Insecure
        ? Optional.of(
            new Problem(
                "proxmox_insecure is true: any certificate of Proxmox is accepted, and whoever is"
                    + " between this computer and it can read the token",
                "trust its CA on this computer, or give -Dhomelab.proxmox.fingerprint, and set it"
                    + " to false"))
        : Optional.empty();
  }

  private static String given(Answers answers, String key) {
    return answers.value(key).or(() -> Question.of(key).flatMap(Question::standard)).orElse("");
  }
}
