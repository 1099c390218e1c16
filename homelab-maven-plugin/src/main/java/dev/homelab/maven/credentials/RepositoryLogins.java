package dev.homelab.maven.credentials;

import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for what opens the homelab's own git repository: in settings.xml, under the name of the
 * repository's host, then in the environment.
 */
public final class RepositoryLogins {

  private static final Pattern HOST =
      Pattern.compile("(?:[a-z+]+://)?(?:[^/@]*@)?([^/:]+)(?:[:/].*)?");

  private static final String USERNAME = "HOMELAB_GIT_USERNAME";
  private static final String PASSWORD = "HOMELAB_GIT_PASSWORD";
  private static final String KEY_FILE = "HOMELAB_GIT_SSH_KEY_FILE";
  private static final long LONGEST_KEY = 64 << 10;

  private final ServerSettings settings;
  private final Map<String, String> environment;
  private final Secrets secrets;

  /**
   * These sources.
   *
   * @param secrets where what is found is registered
   */
  public RepositoryLogins(
      ServerSettings settings, Map<String, String> environment, Secrets secrets) {
    this.settings = settings;
    this.environment = Map.copyOf(environment);
    this.secrets = secrets;
  }

  /** The id that is looked for when none is given: {@code git.example.org}. */
  public static String host(String url) {
    Matcher host = HOST.matcher(url);
    return host.matches() ? host.group(1) : url;
  }

  /** Whether git reaches that address by SSH, where nobody is anonymous. */
  public static boolean overSsh(String url) {
    return url.startsWith("ssh://") || !url.contains("://") && url.contains(":");
  }

  /**
   * What opens it; empty when nothing was given, as for a public repository.
   *
   * @param serverId of the server in settings.xml; empty to take the repository's host
   * @throws CredentialException when what was given cannot be used
   */
  public Optional<RepositoryLogin> find(String url, Optional<String> serverId)
      throws CredentialException {
    String id = serverId.orElseGet(() -> host(url));
    Optional<ServerSettings.Server> server = settings.server(id);
    if (server.isEmpty() && serverId.isPresent()) {
      throw new CredentialException(
          new Problem(
              "settings.xml has no server '" + id + "'",
              "write it there, or leave -Dhomelab.git.serverId out"));
    }
    if (server.isPresent()) {
      return Optional.of(
          login(
              url,
              server.get().username(),
              server.get().password(),
              server.get().privateKey(),
              "server " + id + " of settings.xml"));
    }
    String username = environment.getOrDefault(USERNAME, "");
    String password = environment.getOrDefault(PASSWORD, "");
    String key = environment.getOrDefault(KEY_FILE, "");
    return username.isEmpty() && password.isEmpty() && key.isEmpty()
        ? Optional.empty()
        : Optional.of(login(url, username, password, key, "the environment"));
  }

  private RepositoryLogin login(
      String url, String username, String password, String keyFile, String origin)
      throws CredentialException {
    secrets.register(password);
    if (overSsh(url)) {
      if (keyFile.isEmpty()) {
        throw new CredentialException(
            new Problem(
                url + " is read by SSH, and " + origin + " names no private key for it",
                "in settings.xml: <privateKey>, in the environment: "
                    + KEY_FILE
                    + ", the file of a deploy key"));
      }
      return new RepositoryLogin("", "", key(keyFile, origin), origin);
    }
    if (password.isEmpty()) {
      throw new CredentialException(
          new Problem(
              url + " is read by https, and " + origin + " gives no password for it",
              "in settings.xml: <password>, in the environment: "
                  + PASSWORD
                  + ", an access token that may read"));
    }
    // Where a token is the password, most hosters take any name, and none takes an empty one.
    return new RepositoryLogin(username.isEmpty() ? "git" : username, password, "", origin);
  }

  private String key(String file, String origin) throws CredentialException {
    String named = "the private key " + file + " of " + origin;
    try {
      Path path =
          file.startsWith("~/")
              ? Path.of(System.getProperty("user.home"), file.substring(2))
              : Path.of(file);
      if (Files.size(path) > LONGEST_KEY) {
        throw unusable(named + " is no private key");
      }
      String key = Files.readString(path, StandardCharsets.ISO_8859_1);
      secrets.register(key);
      if (!key.contains("PRIVATE KEY-----")) {
        throw unusable(named + " is no private key");
      }
      if (locked(key)) {
        throw unusable(named + " is locked by a passphrase, which Argo CD cannot give");
      }
      return key.replace("\r\n", "\n").strip() + "\n";
    } catch (IOException | InvalidPathException e) {
      throw unusable(named + " cannot be read: " + e);
    }
  }

  private static CredentialException unusable(String why) {
    return new CredentialException(
        new Problem(
            why,
            "make a key for this alone, and let it read the repository: ssh-keygen -t ed25519 -N ''"
                + " -C argocd -f ~/.ssh/homelab-deploy"));
  }

  private static boolean locked(String key) {
    if (key.contains("ENCRYPTED")) {
      return true;
    }
    try {
      // The form of OpenSSH names the way its lock was made at its beginning.
      byte[] bytes = Base64.getMimeDecoder().decode(key.replaceAll("-----[^-]*-----", "").strip());
      String beginning =
          new String(bytes, 0, Math.min(64, bytes.length), StandardCharsets.ISO_8859_1);
      return beginning.contains("bcrypt");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
