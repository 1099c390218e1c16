package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.check.hcl.traps.Drives;
import dev.homelab.maven.check.hcl.traps.Drives.Drive;
import dev.homelab.maven.check.layers.Layers.Pair;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine's disk is not smaller than the template's. */
final class DiskSize implements Agreement {

  static final Rule RULE =
      Rule.error(
          "layers/disk-smaller-than-template",
          "A disk cannot shrink: the provider attaches a blank one and leaves the template's aside as unused0. The machine does not boot, and the next plan is empty all the same.");

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMGT]?)");

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
    Optional<Origin> built =
        disks.size() == 1 ? disks.get(0).origin("disk_size") : Optional.empty();
    for (Drive drive : Drives.of(machine).orElse(List.of())) {
      Optional<Origin> mine = drive.block().origin("size");
      if (drive.kind().equals("disk") && drive.slot().endsWith("0") && isSmaller(mine, built)) {
        findings.add(
            RULE.at(
                mine.get().where(),
                drive.slot()
                    + " of "
                    + machine.name()
                    + " has "
                    + mine.get().text().orElseThrow()
                    + ", less than its template's "
                    + built.get().text().orElseThrow()
                    + " ("
                    + built.get().where()
                    + ")",
                "give it " + built.get().text().orElseThrow() + " or more"));
      }
    }
  }

  private static boolean isSmaller(Optional<Origin> mine, Optional<Origin> built) {
    if (mine.isEmpty() || built.isEmpty()) {
      return false;
    }
    // Two answers that do not fit each other are told where they are given.
    boolean told = mine.get().isAnswer("disk_size") && built.get().isAnswer("image_disk_size");
    long size = kibibytes(mine.get());
    return !told && size >= 0 && size < kibibytes(built.get());
  }

  /** Whether it is known to be smaller than the other. */
  static boolean isLess(Origin size, String other) {
    long mine = kibibytes(size);
    return mine >= 0 && mine < kibibytes(other);
  }

  /** -1 if that is not known, or no size. */
  private static long kibibytes(Origin origin) {
    Optional<String> text = origin.text();
    return text.isPresent() ? kibibytes(text.get()) : -1;
  }

  /** A size without its letter is in GiB, for the provider as for packer; -1 if it is no size. */
  private static long kibibytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return -1;
    }
    int power = "KMGT".indexOf(size.group(2).isEmpty() ? "G" : size.group(2));
    return Long.parseLong(size.group(1)) << (10 * power);
  }
}
