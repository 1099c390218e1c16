package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.report.Console;

/** What the hypervisor has after a rehearsal, and what could not be rehearsed. */
public final class WhatIsThere {

  private WhatIsThere() {}

  /** Tells it. */
  public static void tell(Site site, RehearsedLab lab, Console console) throws HomelabException {
    console.info("the rehearsal would have left:");
    for (Guest guest : site.bench().hypervisor().guests()) {
      console.info("  " + guest.name() + ": " + guest);
      console.info("    " + String.join("; ", site.bench().hypervisor().looks(guest)));
    }
    long scripts = lab.commands().stream().filter(c -> c.startsWith("sudo env ")).count();
    console.info("not rehearsed:");
    console.info(
        "  the installation of AlmaLinux and the image's scripts: a stand-in took "
            + scripts
            + " commands and ran none");
    console.info("  the download of the ISO and its checksum");
    console.info("  k3s: the machine has no Kubernetes API");
  }
}
