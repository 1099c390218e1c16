package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.traps.Drives;
import dev.homelab.maven.check.hcl.traps.Drives.Drive;
import dev.homelab.maven.check.layers.Layers.Pair;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machine's drives lie where the template's do. */
final class Storage implements Agreement {

  static final Rule RULE =
      Rule.warning(
          "layers/storage",
          "Each clone is first copied on the template's storage and then moved to the other, which takes twice the time and the space.");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Finding> findings = new ArrayList<>();
    for (Pair pair : layers.pairs()) {
      judge(pair.machine(), pair.template(), findings);
    }
    return findings;
  }

  private static void judge(Element machine, Element template, List<Finding> findings) {
    List<Element> disks = template.blocks("disks");
    for (Drive drive : Drives.of(machine).orElse(List.of())) {
      if (drive.kind().equals("disk") && disks.size() == 1 && drive.slot().endsWith("0")) {
        compare(machine, drive.block(), drive.slot(), disks.get(0), "storage_pool", findings);
      } else if (drive.kind().equals("cloudinit")) {
        compare(
            machine, drive.block(), drive.slot(), template, "cloud_init_storage_pool", findings);
      }
    }
    for (Element efi : machine.blocks("efidisk")) {
      for (Element built : template.blocks("efi_config")) {
        compare(machine, efi, "efidisk", built, "efi_storage_pool", findings);
      }
    }
  }

  private static void compare(
      Element machine,
      Element drive,
      String slot,
      Element built,
      String argument,
      List<Finding> findings) {
    Optional<String> mine = drive.text("storage");
    Optional<String> its = built.text(argument);
    if (mine.isPresent() && its.isPresent() && !mine.equals(its)) {
      findings.add(
          RULE.at(
              drive.origin("storage").orElseThrow().where(),
              machine.name()
                  + " has "
                  + slot
                  + " on \""
                  + mine.get()
                  + "\", but its template has it on \""
                  + its.get()
                  + "\" ("
                  + built.origin(argument).orElseThrow().where()
                  + ")",
              "use one storage for both"));
    }
  }
}
