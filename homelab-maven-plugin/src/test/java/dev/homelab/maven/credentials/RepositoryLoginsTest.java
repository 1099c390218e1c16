package dev.homelab.maven.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.process.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link RepositoryLogins}. */
class RepositoryLoginsTest {

  private static final String HTTPS = "https://git.example.org/me/lab.git";
  private static final String SSH = "git@git.example.org:me/lab.git";
  private static final String KEY =
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n"
          + "-----END OPENSSH PRIVATE KEY-----\n";

  @TempDir private Path folder;
  private final Secrets secrets = new Secrets();

  private RepositoryLogins from(
      Map<String, ServerSettings.Server> servers, Map<String, String> env) {
    return new RepositoryLogins(id -> Optional.ofNullable(servers.get(id)), env, secrets);
  }

  private String refusal(RepositoryLogins logins, String url, String id) {
    return assertThrows(CredentialException.class, () -> logins.find(url, Optional.ofNullable(id)))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.org/me/lab.git, git.example.org, false",
    "https://git.example.org:8443/me/lab.git, git.example.org, false",
    "https://me@git.example.org/lab.git, git.example.org, false",
    "git@git.example.org:me/lab.git, git.example.org, true",
    "ssh://git@git.example.org:2222/me/lab.git, git.example.org, true"
  })
  void looksUnderTheHostOfTheRepository(String url, String host, boolean ssh) {
    assertEquals(host, RepositoryLogins.host(url));
    assertEquals(ssh, RepositoryLogins.overSsh(url));
  }

  @Test
  void takesTheServerBeforeTheEnvironmentAndMasksTheToken() throws Exception {
    RepositoryLogins logins =
        from(
            Map.of("git.example.org", new ServerSettings.Server("", "a-token-of-mine")),
            Map.of("HOMELAB_GIT_PASSWORD", "another"));

    RepositoryLogin login = logins.find(HTTPS, Optional.empty()).orElseThrow();

    assertEquals(
        new RepositoryLogin("git", "a-token-of-mine", "", "server git.example.org of settings.xml"),
        login);
    assertEquals("RepositoryLogin[server git.example.org of settings.xml]", login.toString());
    assertEquals("***", secrets.mask("a-token-of-mine"));
  }

  @Test
  void findsNothingWhereNothingWasGiven() throws Exception {
    assertTrue(from(Map.of(), Map.of()).find(HTTPS, Optional.empty()).isEmpty());
  }

  @Test
  void readsADeployKey() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), KEY.replace("\n", "\r\n"));

    RepositoryLogin login =
        from(Map.of(), Map.of("HOMELAB_GIT_SSH_KEY_FILE", file.toString()))
            .find(SSH, Optional.empty())
            .orElseThrow();

    assertEquals(KEY, login.privateKey());
    assertEquals("the environment", login.origin());
  }

  @Test
  void refusesWhatArgoCouldNotUse() throws IOException {
    assertEquals(
        """
        settings.xml has no server 'mine'
          fix: write it there, or leave -Dhomelab.git.serverId out""",
        refusal(from(Map.of(), Map.of()), HTTPS, "mine"));
    assertEquals(
        """
        git@git.example.org:me/lab.git is read by SSH, and the environment names no private key \
        for it
          fix: in settings.xml: <privateKey>, in the environment: HOMELAB_GIT_SSH_KEY_FILE, the \
        file of a deploy key""",
        refusal(from(Map.of(), Map.of("HOMELAB_GIT_PASSWORD", "token")), SSH, null));
    assertEquals(
        """
        https://git.example.org/me/lab.git is read by https, and the environment gives no password \
        for it
          fix: in settings.xml: <password>, in the environment: HOMELAB_GIT_PASSWORD, an access \
        token that may read""",
        refusal(from(Map.of(), Map.of("HOMELAB_GIT_USERNAME", "me")), HTTPS, null));
    String fix =
        "\n  fix: make a key for this alone, and let it read the repository: ssh-keygen -t ed25519"
            + " -N '' -C argocd -f ~/.ssh/homelab-deploy";
    Path locked =
        Files.writeString(
            folder.resolve("locked"),
            KEY.replace("AAAABG5vbmU=", "AAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0"));
    assertEquals(
        "the private key "
            + locked
            + " of the environment is locked by a passphrase, which Argo CD cannot give"
            + fix,
        refusal(from(Map.of(), Map.of("HOMELAB_GIT_SSH_KEY_FILE", locked.toString())), SSH, null));
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertEquals(
        "the private key " + text + " of the environment is no private key" + fix,
        refusal(from(Map.of(), Map.of("HOMELAB_GIT_SSH_KEY_FILE", text.toString())), SSH, null));
  }
}
