package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;

/** What a resource says about its own replacement. */
final class Lifecycle {

  private Lifecycle() {}

  static boolean createsBeforeItDestroys(Element resource) {
    for (Element lifecycle : resource.blocks("lifecycle")) {
      if (lifecycle.isTrue("create_before_destroy")) {
        return true;
      }
    }
    return false;
  }
}
