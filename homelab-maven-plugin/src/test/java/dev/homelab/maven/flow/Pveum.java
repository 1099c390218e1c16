package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.simulator.state.AclEntry;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Role;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what lines of pveum say, as somebody does who copies them onto the node. */
final class Pveum {

  private static final Pattern ROLE =
      Pattern.compile("pveum role add (\\w+) --privs \"([A-Za-z. ]+)\"");
  private static final Pattern ACL =
      Pattern.compile("pveum acl modify (\\S+) --roles (\\w+) --(users|tokens) '?([^\\s']+)'?");

  private Pveum() {}

  static void apply(String printed, Cluster cluster) {
    Matcher role = ROLE.matcher(printed);
    while (role.find()) {
      Set<String> privileges = new TreeSet<>(Set.of(role.group(2).split(" ")));
      assertTrue(cluster.role(role.group(1)).isEmpty(), role.group(1) + " is there already");
      assertTrue(
          cluster.release().privileges().containsAll(privileges),
          "invalid privilege among " + privileges);
      cluster.roles().add(new Role(role.group(1), privileges, false));
    }
    Matcher acl = ACL.matcher(printed);
    while (acl.find()) {
      cluster.acl().add(new AclEntry(acl.group(1), acl.group(4), acl.group(2), true));
    }
  }
}
