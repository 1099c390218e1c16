package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A CPU type that EL9 does not run on. */
final class OldCpu implements Trap {

  static final Rule RULE =
      Rule.error(
          "hcl/cpu-without-x86-64-v2",
          "EL9 is compiled for x86-64-v2: on an older CPU the installer and the machine stop with 'CPU does not support x86-64-v2', on a console that nobody looks at.");

  /** What Proxmox takes when nothing is said. */
  private static final String DEFAULT = "kvm64";

  private static final String FIX =
      "\"host\", or \"x86-64-v2-AES\" where machines move between unlike nodes";

  /** Without SSE4.2 or POPCNT, in lower case. */
  private static final Set<String> TOO_OLD =
      Set.of(
          "486",
          "athlon",
          "conroe",
          "core2duo",
          "coreduo",
          "kvm32",
          "kvm64",
          "opteron_g1",
          "opteron_g2",
          "opteron_g3",
          "penryn",
          "pentium",
          "pentium2",
          "pentium3",
          "phenom",
          "qemu32",
          "qemu64");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  public List<Finding> look(Estate estate) {
    List<Finding> findings = new ArrayList<>();
    for (Element template : estate.templates()) {
      look(template, template, "cpu_type", findings);
    }
    for (Element machine : estate.virtualMachines()) {
      if (!machine.hasDynamicBlocks() && !machine.sets("cpu_type")) {
        List<Element> cpu = machine.blocks("cpu");
        look(machine, cpu.isEmpty() ? machine : cpu.get(0), "type", findings);
      }
    }
    return findings;
  }

  private static void look(Element owner, Element block, String argument, List<Finding> findings) {
    Optional<String> type = block.text(argument);
    if (!block.sets(argument)) {
      findings.add(
          RULE.at(
              block.where(),
              owner.name()
                  + " names no CPU type and gets "
                  + DEFAULT
                  + ", which EL9 does not run on",
              (block.block().type().equals("resource")
                      ? "add: cpu { type = "
                      : "add: " + argument + " = ")
                  + FIX
                  + (block.block().type().equals("resource") ? " }" : "")));
    } else if (type.isPresent() && TOO_OLD.contains(type.get().toLowerCase(Locale.ROOT))) {
      findings.add(
          RULE.at(
              block.where(argument),
              owner.name() + " has the CPU type \"" + type.get() + "\", which EL9 does not run on",
              "write: " + argument + " = " + FIX));
    }
  }
}
