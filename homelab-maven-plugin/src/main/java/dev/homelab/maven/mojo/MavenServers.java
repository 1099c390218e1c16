package dev.homelab.maven.mojo;

import dev.homelab.maven.credentials.CredentialException;
import dev.homelab.maven.credentials.ServerSettings;
import dev.homelab.maven.problem.Problem;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The servers of settings.xml, each decrypted by Maven when it is asked for, and no other. */
final class MavenServers implements ServerSettings {

  private final Settings settings;
  private final Supplier<SettingsDecrypter> decrypter;

  MavenServers(Settings settings, Supplier<SettingsDecrypter> decrypter) {
    this.settings = settings;
    this.decrypter = decrypter;
  }

  @Override
  public Optional<Server> server(String id) throws CredentialException {
    org.apache.maven.settings.Server encrypted = settings.getServer(id);
    if (encrypted == null) {
      return Optional.empty();
    }
    SettingsDecryptionResult result =
        decrypter.get().decrypt(new DefaultSettingsDecryptionRequest(encrypted));
    Optional<SettingsProblem> problem =
        result.getProblems().stream()
            .filter(p -> p.getSeverity() != SettingsProblem.Severity.WARNING)
            .findFirst();
    if (problem.isPresent()) {
      throw new CredentialException(
          new Problem(
              "the password of server '"
                  + id
                  + "' in settings.xml cannot be decrypted: "
                  + problem.get().getMessage(),
              "see that the master password it was encrypted with is still there"
                  + " (~/.m2/settings-security.xml, for Maven 4 settings-security4.xml), or"
                  + " encrypt the token's secret anew: mvn --encrypt-password, for Maven 4 mvnenc"
                  + " encrypt"));
    }
    org.apache.maven.settings.Server server = result.getServer();
    return Optional.of(
        new Server(
            Optional.ofNullable(server.getUsername()).orElse(""),
            Optional.ofNullable(server.getPassword()).orElse(""),
            Optional.ofNullable(server.getPrivateKey()).orElse("")));
  }
}
