package dev.homelab.maven.credentials;

import dev.homelab.maven.process.Command;
import dev.homelab.maven.proxmox.ApiToken;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token, and where it was found.
 *
 * @param origin "server proxmox of settings.xml"
 */
public record Credential(ApiToken token, String origin) {

  /** What packer and the provider of tofu read their token from: variables, and nothing else. */
  public Map<String, String> forTools() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PROXMOX_USERNAME", token.id());
    variables.put("PROXMOX_TOKEN", token.secret());
    variables.put("PM_API_TOKEN_ID", token.id());
    variables.put("PM_API_TOKEN_SECRET", token.secret());
    return variables;
  }

  /** The command with these variables; only the secrets are masked, the id may be read. */
  public Command givenTo(Command command) {
    Command given = command;
    for (Map.Entry<String, String> variable : forTools().entrySet()) {
      given =
          variable.getValue().equals(token.secret())
              ? given.withSecret(variable.getKey(), variable.getValue())
              : given.with(variable.getKey(), variable.getValue());
    }
    return given;
  }
}
