package dev.homelab.maven.check.doctor;

import dev.homelab.maven.proxmox.Permissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a token lacks, and the smallest set of roles that gives it that.
 *
 * <p>An entry on a path replaces what is passed down from above it. So each role holds everything
 * that is needed on its path, what was there before included; and a path below one that gets a role
 * is asked again with it.
 */
final class Grants {

  /**
   * What is missing on a path.
   *
   * @param needed everything that is needed there
   * @param missing what of it the token has not got
   * @param goals that need what is missing
   */
  record Grant(String path, Set<String> needed, Set<String> missing, Set<String> goals) {}

  private final Map<String, Map<String, Boolean>> paths;

  private Grants(Permissions permissions) {
    this.paths = new HashMap<>(permissions.paths());
  }

  /** Of a token with these permissions, for these needs by their paths; the paths from above. */
  static List<Grant> missing(Permissions permissions, Map<String, List<Need>> needs) {
    Grants grants = new Grants(permissions);
    List<Grant> missing = new ArrayList<>();
    needs.entrySet().stream()
        .sorted(Comparator.comparingInt((Map.Entry<String, ?> e) -> depth(e.getKey())))
        .forEach(e -> grants.ask(e.getKey(), e.getValue(), missing));
    return missing;
  }

  private void ask(String path, List<Need> needs, List<Grant> grants) {
    Permissions now = new Permissions(paths);
    Set<String> missing = new TreeSet<>();
    Set<String> goals = new TreeSet<>();
    for (Need need : needs) {
      if (!now.allows(path, need.privilege())) {
        missing.add(need.privilege());
        goals.addAll(List.of(need.goals().split(", ")));
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    Set<String> needed = new TreeSet<>();
    needs.forEach(need -> needed.add(need.privilege()));
    grants.add(new Grant(path, needed, missing, goals));
    give(path, needed);
  }

  /** As Proxmox would answer once the role is given. */
  private void give(String path, Set<String> privileges) {
    Map<String, Boolean> before = paths.getOrDefault(path, Map.of());
    // Proxmox lists some paths always; those that only show what is passed down change with it.
    List<String> below =
        paths.keySet().stream()
            .filter(p -> isBelow(p, path) && paths.get(p).equals(passedDown(before)))
            .toList();
    Map<String, Boolean> after = new TreeMap<>(before);
    privileges.forEach(privilege -> after.put(privilege, true));
    paths.put(path, after);
    below.forEach(p -> paths.put(p, passedDown(after)));
  }

  private static Map<String, Boolean> passedDown(Map<String, Boolean> privileges) {
    Map<String, Boolean> passed = new TreeMap<>(privileges);
    passed.values().removeIf(reaches -> !reaches);
    return passed;
  }

  private static boolean isBelow(String path, String above) {
    return !path.equals(above) && path.startsWith(above.equals("/") ? "/" : above + "/");
  }

  private static int depth(String path) {
    return path.equals("/") ? 0 : path.split("/").length;
  }
}
