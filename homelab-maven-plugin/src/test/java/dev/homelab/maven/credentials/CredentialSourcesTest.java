package dev.homelab.maven.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.proxmox.ApiToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests for {@link CredentialSources}. */
class CredentialSourcesTest {

  private static final String ID = "homelab@pve!iac";
  private static final String SECRET = "6f1b2c3d-0000-4444-8888-0123456789ab";

  private final Map<String, ServerSettings.Server> servers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Secrets secrets = new Secrets();

  private CredentialSources sources() {
    return new CredentialSources(
        id -> {
          asked.add(id);
          return Optional.ofNullable(servers.get(id));
        },
        environment,
        secrets);
  }

  private String refused() {
    return assertThrows(CredentialException.class, () -> sources().require("proxmox")).getMessage();
  }

  private static Optional<Credential> found(String origin) {
    return Optional.of(new Credential(new ApiToken(ID, SECRET), origin));
  }

  @Test
  void takesTheServerOfThatIdAndAsksForNoOther() throws CredentialException {
    servers.put("proxmox", new ServerSettings.Server(ID, SECRET));
    servers.put("github", new ServerSettings.Server("me", "password"));
    environment.put("PM_API_TOKEN_ID", "other@pve!token");

    assertEquals(found("server proxmox of settings.xml"), sources().find("proxmox"));
    assertEquals(List.of("proxmox"), asked);
  }

  @Test
  void takesTheVariablesInTheirOrder() throws CredentialException {
    List<String> ids =
        List.of(
            "PM_API_TOKEN_ID",
            "PROXMOX_USERNAME",
            "PKR_VAR_proxmox_username",
            "TF_VAR_proxmox_username");
    List<String> tokens =
        List.of(
            "PM_API_TOKEN_SECRET",
            "PROXMOX_TOKEN",
            "PKR_VAR_proxmox_token",
            "TF_VAR_proxmox_token");
    for (int i = ids.size() - 1; i >= 0; i--) {
      environment.put(ids.get(i), ID);
      environment.put(tokens.get(i), SECRET);

      assertEquals(found(ids.get(i) + " of the environment"), sources().find("proxmox"));
    }
  }

  @Test
  void findsNothingWhereNothingIs() throws CredentialException {
    environment.put("PM_API_TOKEN_ID", "");

    assertEquals(Optional.empty(), sources().find("proxmox"));
  }

  @Test
  void saysWhatToAddWhenThereIsNone() {
    assertEquals(
        """
        there is no Proxmox token: neither a server 'proxmox' in settings.xml nor PM_API_TOKEN_ID in the environment
          fix: write into ~/.m2/settings.xml, between <servers> and </servers>:
                 <server>
                   <id>proxmox</id>
                   <username>homelab@pve!iac</username>
                   <password>the secret</password>
                 </server>
               with what this shows on the node, as root (README.md, The token, has user and role):
                 pveum user token add homelab@pve iac --privsep 0
               or export PM_API_TOKEN_ID='homelab@pve!iac' and PM_API_TOKEN_SECRET""",
        refused());
  }

  @Test
  void explainsHalfATokenAndTriesNoOther() {
    environment.put("PROXMOX_USERNAME", ID);
    environment.put("TF_VAR_proxmox_username", ID);
    environment.put("TF_VAR_proxmox_token", SECRET);

    assertEquals(
        """
        there is only one half of a Proxmox token: PROXMOX_TOKEN is missing
          fix: give it the UUID that Proxmox showed when the token was made""",
        refused());
  }

  @Test
  void explainsAServerWithoutItsUsername() {
    servers.put("proxmox", new ServerSettings.Server("", SECRET));

    assertEquals(
        """
        there is only one half of a Proxmox token: the username of server 'proxmox' in settings.xml is missing
          fix: give it the token's id, as user@realm!name, like homelab@pve!iac""",
        refused());
  }

  @Test
  void explainsTheNameOfAUser() {
    servers.put("proxmox", new ServerSettings.Server("root@pam", SECRET));

    assertEquals(
        """
        the username of server 'proxmox' in settings.xml is 'root@pam', the name of a user and not the id of a token
          fix: write the token's name behind it, as user@realm!name, like homelab@pve!iac""",
        refused());
  }

  @Test
  void explainsAnIdWithoutRealm() {
    environment.put("PM_API_TOKEN_ID", "homelab!iac");
    environment.put("PM_API_TOKEN_SECRET", SECRET);

    assertEquals(
        """
        PM_API_TOKEN_ID is 'homelab!iac', which has no realm
          fix: write the realm before the exclamation mark, as user@realm!name, like homelab@pve!iac""",
        refused());
  }

  @Test
  void showsNoSecretThatStandsInTheId() {
    environment.put("PM_API_TOKEN_ID", ID + "=" + SECRET);
    environment.put("PM_API_TOKEN_SECRET", SECRET);

    assertEquals(
        """
        PM_API_TOKEN_ID holds more than the token's id: 'homelab@pve!iac=...'
          fix: give the id alone, as user@realm!name, and the secret in PM_API_TOKEN_SECRET""",
        refused());
  }

  @Test
  void seesAHeaderThatWasPasted() {
    environment.put("PM_API_TOKEN_ID", "PVEAPIToken=" + ID);
    environment.put("PM_API_TOKEN_SECRET", SECRET);

    assertEquals(
        """
        PM_API_TOKEN_ID begins with 'PVEAPIToken=', which belongs to an HTTP header
          fix: give the id alone, as user@realm!name""",
        refused());
  }

  @Test
  void seesHalvesThatAreExchanged() {
    environment.put("PM_API_TOKEN_ID", SECRET);
    environment.put("PM_API_TOKEN_SECRET", ID);

    assertEquals(
        """
        the token's id and its secret are exchanged: PM_API_TOKEN_ID holds a secret
          fix: give user@realm!name as the id, and the UUID as the secret""",
        refused());
  }

  @Test
  void seesTheIdInTheSecret() {
    environment.put("PM_API_TOKEN_ID", ID);
    environment.put("PM_API_TOKEN_SECRET", ID + "=" + SECRET);

    assertEquals(
        """
        PM_API_TOKEN_SECRET holds the token's id too
          fix: give the UUID behind the last '=' alone""",
        refused());
  }

  @Test
  void masksWhatItHasReadWhateverCameOfIt() throws CredentialException {
    environment.put("PM_API_TOKEN_ID", ID);
    environment.put("PM_API_TOKEN_SECRET", SECRET);

    sources().find("proxmox");

    assertEquals(
        "PVEAPIToken=homelab@pve!iac=***", secrets.mask("PVEAPIToken=" + ID + "=" + SECRET));
    assertEquals("***", secrets.mask("NmYxYjJjM2QtMDAwMC00NDQ0LTg4ODgtMDEyMzQ1Njc4OWFi"));
  }

  @Test
  void masksTheSecretOfAPairThatItRefuses() {
    environment.put("PM_API_TOKEN_ID", "root@pam");
    environment.put("PM_API_TOKEN_SECRET", SECRET);

    refused();

    assertEquals("***", secrets.mask(SECRET));
  }

  @Test
  void givesToolsTheirFourVariablesAndNoArgument() {
    Credential credential = found("").orElseThrow();

    Command command = credential.givenTo(Command.of(Path.of("/bin/tofu"), "plan"));

    assertEquals(Map.of("PROXMOX_TOKEN", SECRET, "PM_API_TOKEN_SECRET", SECRET), command.secrets());
    assertEquals(Map.of("PROXMOX_USERNAME", ID, "PM_API_TOKEN_ID", ID), command.environment());
    assertEquals("tofu plan", command.toString());
  }

  @Test
  void printsNoSecret() {
    String printed = found("").orElseThrow() + " " + new ServerSettings.Server(ID, SECRET);

    assertFalse(printed.contains(SECRET), printed);
  }
}
