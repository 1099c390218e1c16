package dev.homelab.maven.simulator.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works out who may do what where, by the rules of Proxmox: the entry closest to a path replaces
 * those above it, and a token with separated privileges has what both it and its user have.
 */
public final class Privileges {

  private static final List<String> ALWAYS_LISTED =
      List.of("/", "/access", "/access/groups", "/nodes", "/pool", "/sdn", "/storage", "/vms");

  private final Cluster cluster;

  /** Of this cluster, as it is at the time of each question. */
  public Privileges(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Each privilege that somebody has on a path, with whether it holds below it too. */
  public Map<String, Boolean> on(String path, Identity identity) {
    boolean separated =
        identity.token().isPresent()
            && cluster.token(identity.id()).map(Token::privsep).orElse(true);
    Map<String, Boolean> users = of(identity.user(), path);
    if (!separated) {
      return users;
    }
    Map<String, Boolean> tokens = of(identity.id(), path);
    tokens.keySet().retainAll(users.keySet());
    tokens.replaceAll((privilege, propagate) -> propagate && users.get(privilege));
    return tokens;
  }

  /** Whether somebody has a privilege on a path. */
  public boolean has(Identity identity, String path, String privilege) {
    return on(path, identity).containsKey(privilege);
  }

  /**
   * What somebody has anywhere: each path on which something is said, with the privileges there.
   */
  public Map<String, Map<String, Boolean>> everywhere(Identity identity) {
    Set<String> paths = new TreeSet<>(ALWAYS_LISTED);
    cluster.acl().forEach(entry -> paths.add(entry.path()));
    Map<String, Map<String, Boolean>> all = new LinkedHashMap<>();
    for (String path : paths) {
      Map<String, Boolean> there = on(path, identity);
      if (!there.isEmpty()) {
        all.put(path, there);
      }
    }
    return all;
  }

  private Map<String, Boolean> of(String subject, String path) {
    Map<String, Boolean> privileges = new TreeMap<>();
    if (subject.equals(User.ROOT)) {
      cluster.release().privileges().forEach(privilege -> privileges.put(privilege, true));
      return privileges;
    }
    add(roles(subject, path), privileges);
    if (path.matches("/vms/\\d{1,9}")) {
      cluster
          .poolOf(Integer.parseInt(path.substring("/vms/".length())))
          .ifPresent(pool -> add(roles(subject, "/pool/" + pool.id()), privileges));
    } else if (path.startsWith("/storage/")) {
      String storage = path.substring("/storage/".length());
      cluster.pools().stream()
          .filter(pool -> pool.storages().contains(storage))
          .forEach(pool -> add(roles(subject, "/pool/" + pool.id()), privileges));
    }
    return privileges;
  }

  private void add(Map<String, Boolean> roles, Map<String, Boolean> privileges) {
    roles.forEach(
        (id, propagate) ->
            cluster
                .role(id)
                .ifPresent(
                    role ->
                        role.privileges()
                            .forEach(p -> privileges.merge(p, propagate, Boolean::logicalOr))));
  }

  private Map<String, Boolean> roles(String subject, String path) {
    Map<String, Boolean> roles = Map.of();
    for (String above : upTo(path)) {
      Map<String, Boolean> here = new TreeMap<>();
      for (AclEntry entry : cluster.acl()) {
        boolean reaches = entry.propagate() || above.equals(path);
        if (reaches && entry.subject().equals(subject) && entry.path().equals(above)) {
          here.put(entry.role(), entry.propagate());
        }
      }
      if (!here.isEmpty()) {
        roles = here;
      }
    }
    return roles.containsKey(Role.NO_ACCESS) ? Map.of() : roles;
  }

  /** The root, and every folder down to the path itself. */
  private static List<String> upTo(String path) {
    List<String> all = new ArrayList<>(List.of("/"));
    for (int i = 1; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        all.add(path.substring(0, i));
      }
    }
    if (path.length() > 1) {
      all.add(path);
    }
    return all;
  }
}
