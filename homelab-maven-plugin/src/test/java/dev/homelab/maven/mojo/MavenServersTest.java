package dev.homelab.maven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homelab.maven.credentials.CredentialException;
import dev.homelab.maven.credentials.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;

/** Tests for {@link MavenServers}. */
class MavenServersTest {

  private final Settings settings = new Settings();
  private final List<String> decrypted = new ArrayList<>();
  private final List<SettingsProblem> problems = new ArrayList<>();

  private Optional<ServerSettings.Server> server(String id) throws CredentialException {
    return new MavenServers(settings, () -> this::decrypt).server(id);
  }

  /** Takes the braces off: {secret} is secret. */
  private SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
    Server server = request.getServers().get(0).clone();
    decrypted.add(server.getId());
    server.setPassword(server.getPassword().replaceAll("[{}]", ""));
    return new SettingsDecryptionResult() {
      @Override
      public Server getServer() {
        return server;
      }

      @Override
      public List<Server> getServers() {
        return List.of(server);
      }

      @Override
      public Proxy getProxy() {
        return null;
      }

      @Override
      public List<Proxy> getProxies() {
        return List.of();
      }

      @Override
      public List<SettingsProblem> getProblems() {
        return problems;
      }
    };
  }

  private void add(String id, String username, String password) {
    Server server = new Server();
    server.setId(id);
    server.setUsername(username);
    server.setPassword(password);
    settings.addServer(server);
  }

  @Test
  void decryptsTheServerThatIsAskedForAndNoOther() throws CredentialException {
    add("github", "me", "{other}");
    add("proxmox", "homelab@pve!iac", "{secret}");

    assertEquals(
        Optional.of(new ServerSettings.Server("homelab@pve!iac", "secret")), server("proxmox"));
    assertEquals(List.of("proxmox"), decrypted);
  }

  @Test
  void decryptsNothingWhenThereIsNoSuchServer() throws CredentialException {
    add("github", "me", "{other}");

    assertEquals(Optional.empty(), server("proxmox"));
    assertEquals(List.of(), decrypted);
  }

  @Test
  void saysWhyAPasswordCannotBeDecrypted() {
    add("proxmox", "homelab@pve!iac", "{secret}");
    problems.add(
        new DefaultSettingsProblem(
            "no master password", SettingsProblem.Severity.ERROR, "server: proxmox", -1, -1, null));

    String message = assertThrows(CredentialException.class, () -> server("proxmox")).getMessage();

    assertEquals(
        """
        the password of server 'proxmox' in settings.xml cannot be decrypted: no master password
          fix: see that the master password it was encrypted with is still there (~/.m2/settings-security.xml, for Maven 4 settings-security4.xml), or encrypt the token's secret anew: mvn --encrypt-password, for Maven 4 mvnenc encrypt""",
        message);
  }
}
