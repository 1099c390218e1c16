package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.AclEntry;
import dev.homelab.maven.simulator.state.Identity;
import dev.homelab.maven.simulator.state.Role;
import dev.homelab.maven.simulator.state.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Users, roles, and who has which of them where. */
final class AccessPages implements Pages {

  @Override
  public void addTo(Router router) {
    router.on("GET /access", call -> List.of(Map.of("subdir", "users"), Map.of("subdir", "roles")));
    router.on("GET /access/users", "enabled full", AccessPages::users);
    router.on("GET /access/users/{userid}", AccessPages::user);
    router.on(
        "POST /access/users",
        "userid! comment email enable expire firstname lastname groups keys password",
        AccessPages::createUser);
    router.on(
        "PUT /access/users/{userid}",
        "append comment email enable expire firstname lastname groups keys",
        AccessPages::changeUser);
    router.on("DELETE /access/users/{userid}", AccessPages::deleteUser);
    router.on("GET /access/permissions", "path userid", AccessPages::permissions);
    router.on("GET /access/groups", call -> List.of());
    router.on("GET /access/domains", call -> domains());
    router.on("GET /access/roles", AccessPages::roles);
    router.on("GET /access/roles/{roleid}", AccessPages::role);
    router.on("POST /access/roles", "roleid! privs", AccessPages::createRole);
    router.on("PUT /access/roles/{roleid}", "privs append", AccessPages::changeRole);
    router.on("DELETE /access/roles/{roleid}", AccessPages::deleteRole);
    router.on("GET /access/acl", AccessPages::acl);
    router.on(
        "PUT /access/acl",
        "path! roles! users groups tokens propagate delete",
        AccessPages::changeAcl);
  }

  static List<Map<String, Object>> domains() {
    return List.of(
        Map.of("realm", "pam", "type", "pam", "comment", "Linux PAM standard authentication"),
        Map.of("realm", "pve", "type", "pve", "comment", "Proxmox VE authentication server"));
  }

  /** A token is not its user: without a privilege on the groups it does not even see itself. */
  private static List<Map<String, Object>> users(Call call) {
    boolean all = call.mayAny("/access/groups", "User.Modify", "Sys.Audit");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (User user : call.cluster().users()) {
      if (all || user.id().equals(call.identity().id())) {
        Map<String, Object> row = facts(user);
        row.put("userid", user.id());
        if (call.flag("full")) {
          row.put("groups", "");
          row.put("tokens", TokenPages.rows(call, user.id()));
        }
        row.put("realm-type", user.id().endsWith("@pam") ? "pam" : "pve");
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, Object> facts(User user) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("enable", user.enabled() ? 1 : 0);
    row.put("expire", user.expire());
    if (!user.comment().isEmpty()) {
      row.put("comment", user.comment());
    }
    return row;
  }

  private static Map<String, Object> user(Call call) throws Refusal {
    String id = call.variable("userid");
    boolean self = id.equals(call.identity().id());
    if (!self && !call.mayAny("/access/groups", "User.Modify", "Sys.Audit")) {
      throw Refusal.forbidden("");
    }
    User user =
        call.cluster().user(id).orElseThrow(() -> Refusal.failed("no such user ('" + id + "')"));
    Map<String, Object> row = facts(user);
    row.put("groups", List.of());
    Map<String, Object> tokens = new LinkedHashMap<>();
    for (Map<String, Object> token : TokenPages.rows(call, id)) {
      Map<String, Object> facts = new LinkedHashMap<>(token);
      tokens.put((String) facts.remove("tokenid"), facts);
    }
    row.put("tokens", tokens);
    return row;
  }

  private static Object createUser(Call call) throws Refusal {
    String id = call.parameters().get("userid");
    if (!id.matches("[^\\s:/@!]{1,58}@(pve|pam)")) {
      throw Refusal.invalid(
          "userid", "invalid format - value '" + id + "' does not look like a valid user name");
    }
    if (call.cluster().user(id).isPresent()) {
      throw Refusal.failed("create user failed: user '" + id + "' already exists");
    }
    boolean enabled = !call.parameters().containsKey("enable") || call.flag("enable");
    call.cluster()
        .users()
        .add(
            new User(
                id,
                call.parameter("password").orElse(""),
                enabled,
                call.number("expire").orElse(0),
                call.parameter("comment").orElse("")));
    return null;
  }

  private static User existingUser(Call call) throws Refusal {
    String id = call.variable("userid");
    return call.cluster().user(id).orElseThrow(() -> Refusal.failed("no such user ('" + id + "')"));
  }

  private static Object changeUser(Call call) throws Refusal {
    User old = existingUser(call);
    User user =
        new User(
            old.id(),
            old.password(),
            call.parameters().containsKey("enable") ? call.flag("enable") : old.enabled(),
            call.number("expire").map(Integer::longValue).orElse(old.expire()),
            call.parameter("comment").orElse(old.comment()));
    call.cluster().users().remove(old);
    call.cluster().users().add(user);
    return null;
  }

  private static Object deleteUser(Call call) throws Refusal {
    User user = existingUser(call);
    call.cluster().users().remove(user);
    call.cluster().tokens().removeIf(token -> token.user().equals(user.id()));
    call.cluster().acl().removeIf(entry -> Identity.of(entry.subject()).user().equals(user.id()));
    return null;
  }

  private static Map<String, Object> permissions(Call call) throws Refusal {
    Identity asked = call.parameter("userid").map(Identity::of).orElse(call.identity());
    boolean own =
        asked.id().equals(call.identity().id()) || asked.user().equals(call.identity().id());
    if (!own) {
      call.need("/access", "Sys.Audit");
    }
    Map<String, Object> all = new LinkedHashMap<>();
    Optional<String> path = call.parameter("path");
    if (path.isPresent()) {
      all.put(path.get(), numbers(call.world().privileges().on(path.get(), asked)));
    } else {
      call.world()
          .privileges()
          .everywhere(asked)
          .forEach((where, privileges) -> all.put(where, numbers(privileges)));
    }
    return all;
  }

  private static Map<String, Object> numbers(Map<String, Boolean> privileges) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    privileges.forEach((privilege, propagate) -> numbers.put(privilege, propagate ? 1 : 0));
    return numbers;
  }

  private static List<Map<String, Object>> roles(Call call) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Role role : call.cluster().roles()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("roleid", role.id());
      row.put("privs", String.join(",", role.privileges()));
      row.put("special", role.special() ? 1 : 0);
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> role(Call call) throws Refusal {
    Map<String, Object> privileges = new LinkedHashMap<>();
    existing(call).privileges().forEach(privilege -> privileges.put(privilege, 1));
    return privileges;
  }

  private static Role existing(Call call) throws Refusal {
    String id = call.variable("roleid");
    return call.cluster()
        .role(id)
        .orElseThrow(() -> Refusal.failed("role '" + id + "' does not exist"));
  }

  private static Object createRole(Call call) throws Refusal {
    String id = call.parameters().get("roleid");
    if (call.cluster().role(id).isPresent()) {
      throw Refusal.failed("create role failed: role '" + id + "' already exists");
    }
    call.cluster().roles().add(new Role(id, privileges(call), false));
    return null;
  }

  private static Object changeRole(Call call) throws Refusal {
    Role role = existing(call);
    if (role.special()) {
      throw Refusal.failed(
          "update role failed: auto-generated role '" + role.id() + "' cannot be modified");
    }
    Set<String> privileges = privileges(call);
    if (call.flag("append")) {
      privileges.addAll(role.privileges());
    }
    call.cluster().roles().remove(role);
    call.cluster().roles().add(new Role(role.id(), privileges, false));
    return null;
  }

  private static Object deleteRole(Call call) throws Refusal {
    Role role = existing(call);
    if (role.special()) {
      throw Refusal.failed("auto-generated role '" + role.id() + "' cannot be deleted");
    }
    call.cluster().roles().remove(role);
    call.cluster().acl().removeIf(entry -> entry.role().equals(role.id()));
    return null;
  }

  private static Set<String> privileges(Call call) throws Refusal {
    Set<String> known = call.cluster().release().privileges();
    Set<String> wanted = new TreeSet<>(QemuPages.names(call.parameter("privs").orElse("")));
    for (String privilege : wanted) {
      if (!known.contains(privilege)) {
        throw Refusal.invalid("privs", "invalid format - invalid privilege '" + privilege + "'");
      }
    }
    return wanted;
  }

  private static List<Map<String, Object>> acl(Call call) {
    boolean all = call.may("/access", "Sys.Audit");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (AclEntry entry : call.cluster().acl()) {
      if (all || call.may(entry.path(), "Permissions.Modify")) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", entry.path());
        row.put("type", entry.type());
        row.put("ugid", entry.subject());
        row.put("roleid", entry.role());
        row.put("propagate", entry.propagate() ? 1 : 0);
        rows.add(row);
      }
    }
    return rows;
  }

  private static Object changeAcl(Call call) throws Refusal {
    String path = call.parameters().get("path");
    if (!path.matches("/[\\w./-]*")) {
      throw Refusal.invalid("path", "invalid ACL path '" + path + "'");
    }
    boolean propagate = !call.parameters().containsKey("propagate") || call.flag("propagate");
    List<String> subjects = new ArrayList<>();
    for (String kind : List.of("users", "tokens")) {
      subjects.addAll(QemuPages.names(call.parameter(kind).orElse("")));
    }
    for (String role : QemuPages.names(call.parameters().get("roles"))) {
      if (call.cluster().role(role).isEmpty()) {
        throw Refusal.failed("ACL update failed: role '" + role + "' does not exist");
      }
      for (String subject : subjects) {
        boolean there =
            subject.contains("!")
                ? call.cluster().token(subject).isPresent()
                : call.cluster().user(subject).isPresent();
        if (!there) {
          throw Refusal.failed("ACL update failed: user '" + subject + "' does not exist");
        }
        call.cluster()
            .acl()
            .removeIf(
                entry ->
                    entry.path().equals(path)
                        && entry.subject().equals(subject)
                        && entry.role().equals(role));
        if (!call.flag("delete")) {
          call.cluster().acl().add(new AclEntry(path, subject, role, propagate));
        }
      }
    }
    return null;
  }
}
