package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.traps.Providers.Required;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;

/** A provider of any version, in a folder and in all modules that it calls. */
final class UnpinnedProvider implements Trap {

  static final Rule RULE =
      Rule.error(
          "hcl/unpinned-provider",
          "The next tofu init takes whatever is newest by then, with other defaults and other arguments, on a machine that runs.");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  public List<Finding> look(Estate estate) {
    List<Required> all = Providers.of(estate);
    List<Finding> findings = new ArrayList<>();
    for (Required provider : all) {
      // A module from elsewhere may do it.
      if (estate.isComplete(provider.root()) && !isPinned(provider, all)) {
        findings.add(
            RULE.at(
                provider.where(),
                "provider "
                    + provider.source().orElse(provider.name())
                    + " has no version, here or in a module",
                "add the one that this homelab was tested with, like version = \"= 3.0.2-rc09\""));
      }
    }
    return findings;
  }

  /** By itself, or by another folder that the tool reads with it. */
  private static boolean isPinned(Required provider, List<Required> all) {
    for (Required other : all) {
      if (other.version().isPresent()
          && other.root().equals(provider.root())
          && other.source().equals(provider.source())) {
        return true;
      }
    }
    return false;
  }
}
