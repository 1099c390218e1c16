package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.check.hcl.traps.Drives;
import dev.homelab.maven.check.hcl.traps.Drives.Drive;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tool.TofuState;
import dev.homelab.maven.tool.TofuState.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A disk that is there is not made smaller. What is there, tofu's state knows, if it is here. */
final class DiskInState implements Agreement {

  static final Rule RULE =
      Rule.error(
          "layers/disk-shrunk",
          "A disk cannot shrink: the provider attaches a blank one in its place, the one with the data becomes unused0, and the next plan is empty all the same.");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Finding> findings = new ArrayList<>();
    String folder = layers.environment();
    if (layers.tree().hasFolder(folder)) {
      for (Machine made : TofuState.in(layers.tree().root().resolve(folder)).machines()) {
        for (Element machine : layers.machines()) {
          if (machine.name().equals(made.resource()) && machine.is("name", made.name())) {
            judge(machine, made, folder + "/" + TofuState.FILE, findings);
          }
        }
      }
    }
    return findings;
  }

  private static void judge(Element machine, Machine made, String state, List<Finding> findings) {
    for (Drive drive : Drives.of(machine).orElse(List.of())) {
      Optional<Origin> size = drive.block().origin("size");
      String there = made.disks().get(drive.slot());
      if (drive.kind().equals("disk")
          && there != null
          && size.isPresent()
          && DiskSize.isLess(size.get(), there)) {
        findings.add(
            RULE.at(
                size.get().where(),
                drive.slot()
                    + " of "
                    + machine.name()
                    + " is to have "
                    + size.get().text().orElseThrow()
                    + ", but on the machine "
                    + made.name()
                    + " it has "
                    + there
                    + " already ("
                    + state
                    + ")",
                "give it " + there + " or more; for a smaller one, make the machine anew"));
      }
    }
  }
}
