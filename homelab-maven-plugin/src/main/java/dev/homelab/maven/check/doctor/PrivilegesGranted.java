package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.ApiToken;
import dev.homelab.maven.proxmox.Permissions;
import dev.homelab.maven.proxmox.TokenInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks whether the token may do everything that image and provision do, and not far more. */
final class PrivilegesGranted extends ProxmoxQuestion {

  static final Rule MISSING =
      Rule.error(
          "doctor/privileges-missing",
          "packer, the provider or Proxmox stop in the middle of their work, some without a word.");
  static final Rule TOO_MUCH =
      Rule.warning(
          "doctor/administrator",
          "Whoever gets hold of the token owns the hypervisor with everything on it.");

  /** Of the roles that Proxmox brings, only Administrator has these. */
  private static final List<String> ADMINISTRATOR = List.of("Permissions.Modify", "Sys.PowerMgmt");

  PrivilegesGranted(World world) {
    super("privileges", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(MISSING, TOO_MUCH);
  }

  /** Not online: a token may be asked about whatever the node does. */
  @Override
  List<String> needs() {
    return List.of("proxmox_url");
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    if (given.value("proxmox_node").isEmpty()) {
      return notAsked("proxmox_node is not answered");
    }
    int major = hypervisor().version().major();
    Permissions permissions = hypervisor().permissions();
    Map<String, List<Need>> needs = new LinkedHashMap<>();
    Need.ALL.stream()
        .filter(need -> need.askedBy(major))
        .forEach(need -> needs.computeIfAbsent(need.path(given), p -> new ArrayList<>()).add(need));
    ApiToken token = world().credential().token();
    Location where = given.where("proxmox_server_id");
    List<Finding> findings = new ArrayList<>();
    for (Grants.Grant grant : Grants.missing(permissions, needs)) {
      findings.add(
          MISSING.at(
              where,
              "token "
                  + token.id()
                  + " lacks "
                  + String.join(", ", grant.missing())
                  + " on "
                  + grant.path()
                  + ", for "
                  + String.join(" and ", grant.goals()),
              pveum(token, grant)));
    }
    if (permissions.on("/").containsAll(ADMINISTRATOR)) {
      findings.add(
          TOO_MUCH.at(
              where,
              "token " + token.id() + " has the privileges of an administrator",
              "make a user with the role of README.md, The token, and a token of that user's"));
    }
    int asked = needs.values().stream().mapToInt(List::size).sum();
    return CheckResult.of(asked + " on " + CheckResult.count(needs.size(), "path"), findings);
  }

  private String pveum(ApiToken token, Grants.Grant grant) throws HomelabException {
    String role = "Homelab" + roleName(grant.path());
    String modify = "  pveum acl modify " + grant.path() + " --roles " + role;
    // One that may not know has, as tokens are made, privileges of its own; should it have those of
    // its user, an entry for the token itself changes nothing.
    boolean separated = hypervisor().token().map(TokenInfo::privilegeSeparated).orElse(true);
    return "on the node, as root:\n  pveum role add "
        + role
        + " --privs \""
        + String.join(" ", grant.needed())
        + "\"\n"
        + modify
        + " --users "
        + token.user()
        // Such a token has what both it and its user have.
        + (separated
            ? "\n"
                + modify
                + " --tokens '"
                + token.id()
                + "'\nor, when its user has them, let the token have what its user has:\n"
                + "  pveum user token modify "
                + token.user()
                + " "
                + token.name()
                + " --privsep 0"
            : "");
  }

  /** "Root", "Vms", "StorageLocalLvm": a role of its own for each path, whatever exists by then. */
  private static String roleName(String path) {
    return path.equals("/")
        ? "Root"
        : List.of(path.split("[^A-Za-z0-9]+")).stream()
            .filter(word -> !word.isEmpty())
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }
}
