package dev.homelab.maven.credentials;

import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.proxmox.ApiToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the Proxmox token: in settings.xml, then in the variables that packer and tofu read.
 *
 * <p>What is found is registered for masking before anything else is done with it.
 */
public final class CredentialSources {

  /** The variables of one tool. */
  private record Pair(String id, String secret) {}

  private static final List<Pair> VARIABLES =
      List.of(
          new Pair("PM_API_TOKEN_ID", "PM_API_TOKEN_SECRET"),
          new Pair("PROXMOX_USERNAME", "PROXMOX_TOKEN"),
          new Pair("PKR_VAR_proxmox_username", "PKR_VAR_proxmox_token"),
          new Pair("TF_VAR_proxmox_username", "TF_VAR_proxmox_token"));

  private final Optional<Credential> known;
  private final ServerSettings settings;
  private final Map<String, String> environment;
  private final Secrets secrets;

  /**
   * These sources.
   *
   * @param secrets where what is found is registered
   */
  public CredentialSources(
      ServerSettings settings, Map<String, String> environment, Secrets secrets) {
    this(Optional.empty(), settings, environment, secrets);
  }

  private CredentialSources(
      Optional<Credential> known,
      ServerSettings settings,
      Map<String, String> environment,
      Secrets secrets) {
    this.known = known;
    this.settings = settings;
    this.environment = Map.copyOf(environment);
    this.secrets = secrets;
  }

  /** This token, wherever one is looked for: a rehearsal must not find a real one. */
  public static CredentialSources of(Credential credential) {
    return new CredentialSources(
        Optional.of(credential), id -> Optional.empty(), Map.of(), new Secrets());
  }

  /**
   * The first token there is.
   *
   * @param serverId of the server in settings.xml
   * @throws CredentialException when the first one that is there cannot be used; the next ones are
   *     not tried, since nobody would know which one it is
   */
  public Optional<Credential> find(String serverId) throws CredentialException {
    if (known.isPresent()) {
      return known;
    }
    Optional<ServerSettings.Server> server = settings.server(serverId);
    if (server.isPresent()) {
      return Optional.of(of(serverId, server.get()));
    }
    for (Pair pair : VARIABLES) {
      String id = environment.getOrDefault(pair.id(), "").strip();
      String secret = environment.getOrDefault(pair.secret(), "").strip();
      if (!id.isEmpty() || !secret.isEmpty()) {
        return Optional.of(
            credential(id, secret, pair.id(), pair.secret(), pair.id() + " of the environment"));
      }
    }
    return Optional.empty();
  }

  /**
   * The first token there is.
   *
   * @throws CredentialException when there is none, with all that is needed to make one
   */
  public Credential require(String serverId) throws CredentialException {
    return find(serverId).orElseThrow(() -> new CredentialException(missing(serverId)));
  }

  private Credential of(String serverId, ServerSettings.Server server) throws CredentialException {
    String where = " of server '" + serverId + "' in settings.xml";
    return credential(
        server.username().strip(),
        server.password().strip(),
        "the username" + where,
        "the password" + where,
        "server " + serverId + " of settings.xml");
  }

  private Credential credential(
      String id, String secret, String idFrom, String secretFrom, String origin)
      throws CredentialException {
    secrets.register(secret);
    // A whole header that was pasted holds the secret behind its last equals sign.
    secrets.register(behindEquals(id));
    secrets.register(behindEquals(secret));
    if (id.isEmpty() || secret.isEmpty()) {
      throw new CredentialException(half(id.isEmpty() ? idFrom : secretFrom, id.isEmpty()));
    }
    Optional<Problem> fault = new TokenForm(idFrom, secretFrom).fault(id, secret);
    if (fault.isPresent()) {
      throw new CredentialException(
          new Problem(secrets.mask(fault.get().message()), fault.get().fix()));
    }
    return new Credential(new ApiToken(id, secret), origin);
  }

  private static String behindEquals(String text) {
    return text.contains("=") ? text.substring(text.lastIndexOf('=') + 1) : "";
  }

  private static Problem half(String missing, boolean id) {
    return new Problem(
        "there is only one half of a Proxmox token: " + missing + " is missing",
        id
            ? "give it the token's id, as user@realm!name, like homelab@pve!iac"
            : "give it the UUID that Proxmox showed when the token was made");
  }

  private static Problem missing(String serverId) {
    return new Problem(
        "there is no Proxmox token: neither a server '"
            + serverId
            + "' in settings.xml nor PM_API_TOKEN_ID in the environment",
        """
        write into ~/.m2/settings.xml, between <servers> and </servers>:
          <server>
            <id>%s</id>
            <username>homelab@pve!iac</username>
            <password>the secret</password>
          </server>
        with what this shows on the node, as root (README.md, The token, has user and role):
          pveum user token add homelab@pve iac --privsep 0
        or export PM_API_TOKEN_ID='homelab@pve!iac' and PM_API_TOKEN_SECRET"""
            .formatted(serverId));
  }
}
