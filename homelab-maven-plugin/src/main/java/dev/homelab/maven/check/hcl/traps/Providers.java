package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Configuration.Placed;
import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.Estate.Instance;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Expression.Entry;
import dev.homelab.maven.hcl.ast.Expression.ObjectLiteral;
import dev.homelab.maven.hcl.ast.Expression.Template;
import dev.homelab.maven.hcl.ast.Expression.Variable;
import dev.homelab.maven.problem.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The providers that tofu's folders require. */
final class Providers {

  /**
   * An entry of required_providers.
   *
   * @param root the folder that tofu is called in
   * @param name how the folder calls it
   * @param source where it comes from, like telmate/proxmox
   * @param version which releases will do; empty when any will
   * @param versionAt where that stands
   */
  record Required(
      String root,
      String folder,
      String name,
      Optional<String> source,
      Optional<String> version,
      Location where,
      Location versionAt) {}

  private Providers() {}

  static List<Required> of(Estate estate) {
    List<Required> found = new ArrayList<>();
    for (Instance instance : estate.machines()) {
      for (Placed terraform : instance.configuration().blocks("terraform")) {
        Element block = new Element(terraform.source(), terraform.block(), instance.scope());
        for (Element required : block.blocks("required_providers")) {
          for (Attribute entry : required.block().body().attributes()) {
            found.add(read(instance, required, entry));
          }
        }
      }
    }
    return found;
  }

  private static Required read(Instance instance, Element block, Attribute entry) {
    Optional<String> source = Optional.empty();
    Optional<String> version = Optional.empty();
    Location versionAt = block.source().at(entry);
    if (entry.value() instanceof ObjectLiteral object) {
      for (Entry pair : object.entries()) {
        Optional<String> value =
            pair.value() instanceof Template text
                ? Optional.ofNullable(text.literal())
                : Optional.empty();
        String key = pair.key() instanceof Variable name ? name.name() : "";
        if (key.equals("source")) {
          source = value;
        } else if (key.equals("version")) {
          version = value;
          versionAt = block.source().at(pair.value());
        }
      }
    } else if (entry.value() instanceof Template text) {
      version = Optional.ofNullable(text.literal());
    }
    return new Required(
        instance.root(),
        instance.configuration().folder(),
        entry.name(),
        source,
        version,
        block.source().at(entry),
        versionAt);
  }
}
