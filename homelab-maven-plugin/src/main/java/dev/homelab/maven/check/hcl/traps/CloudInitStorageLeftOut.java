package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.Optional;

/** A cloud-init drive without a storage. */
final class CloudInitStorageLeftOut extends TemplateTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/cloud-init-storage-left-out",
          "Left out, the plugin looks for a setting that Proxmox no longer writes, and the build fails after everything else is done.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element template) {
    return template.isTrue("cloud_init") && !template.sets("cloud_init_storage_pool")
        ? at(
            template,
            "cloud_init",
            "has cloud_init = true and no cloud_init_storage_pool",
            "add: cloud_init_storage_pool = var.storage")
        : Optional.empty();
  }
}
