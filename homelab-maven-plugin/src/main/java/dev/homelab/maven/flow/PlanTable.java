package dev.homelab.maven.flow;

import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.tool.TofuPlan;
import dev.homelab.maven.tool.TofuPlan.Attribute;
import dev.homelab.maven.tool.TofuPlan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as a short table: a line for each change, with the attributes that matter. */
final class PlanTable {

  private static final int MOST_ATTRIBUTES = 8;

  /** What makes a machine what it is; the other fifty are the same for all. */
  private static final Set<String> OF_A_MACHINE =
      Set.of(
          "name",
          "target_node",
          "clone",
          "cpu.cores",
          "memory",
          "disks.scsi.scsi0.disk.size",
          "disks.scsi.scsi0.disk.storage",
          "network.bridge",
          "network.tag",
          "ipconfig0",
          "cicustom");

  private PlanTable() {}

  static List<String> of(TofuPlan plan) {
    List<String> lines = new ArrayList<>();
    int width = plan.changes().stream().mapToInt(c -> c.address().length()).max().orElse(0);
    for (Change change : plan.changes()) {
      lines.add(
          String.format(
                  "  %-8s %-" + Math.max(width, 1) + "s  %s",
                  change.action().word(),
                  Printable.of(change.address()),
                  Printable.of(what(change)))
              .stripTrailing());
    }
    if (!plan.outputs().isEmpty()) {
      lines.add("  outputs  " + String.join(", ", plan.outputs()));
    }
    return lines;
  }

  private static String what(Change change) {
    if (change.deposed()) {
      return "the old one of a replacement that was cut off";
    }
    if (change.action() == TofuPlan.Action.DESTROY) {
      return change.attributes().stream()
          .filter(a -> a.path().equals("name") || a.path().equals("vmid"))
          .map(a -> a.path() + " " + a.before())
          .collect(Collectors.joining(", "));
    }
    List<Attribute> matter =
        change.attributes().stream().filter(attribute -> matters(change, attribute)).toList();
    String shown =
        matter.stream()
            .limit(MOST_ATTRIBUTES)
            .map(PlanTable::text)
            .collect(Collectors.joining(", "));
    int more = matter.size() - MOST_ATTRIBUTES;
    String because =
        change.because().isEmpty()
            ? ""
            : "because of " + String.join(", ", change.because()) + ": ";
    return because + shown + (more > 0 ? ", and " + more + " more" : "");
  }

  private static boolean matters(Change change, Attribute attribute) {
    if (change.action() != TofuPlan.Action.CREATE) {
      // What only follows from the change says nothing.
      return !attribute.after().equals(TofuPlan.UNKNOWN);
    }
    return change.type().equals("proxmox_vm_qemu")
        ? OF_A_MACHINE.contains(attribute.path())
        : !attribute.after().equals(TofuPlan.UNKNOWN);
  }

  private static String text(Attribute attribute) {
    String after = attribute.after().isEmpty() ? "(none)" : attribute.after();
    return attribute.before().isEmpty()
        ? attribute.path() + " " + after
        : attribute.path() + " " + attribute.before() + " -> " + after;
  }
}
