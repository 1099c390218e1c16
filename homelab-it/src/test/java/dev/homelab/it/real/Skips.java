package dev.homelab.it.real;

import java.util.List;

/** The reasons for which a test may be skipped although the real tools are there. */
final class Skips {

  static final String PLUGINS =
      "needs the Telmate provider and packer's proxmox plugin: give their folder as HOMELAB_PLUGINS";

  static final String CHARTS =
      "needs the chart of phpIPAM: give a folder of chart archives as HOMELAB_CHARTS";

  /** The scratch root of the image's scripts: no tool helps where the kernel forbids it. */
  private static final String NAMESPACES = "this machine allows no mount namespace";

  private Skips() {}

  static boolean isExcused(String reason) {
    return List.of(PLUGINS, CHARTS, NAMESPACES).stream().anyMatch(reason::contains);
  }
}
