package dev.homelab.maven.check.layers;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The template that packer builds is the one that tofu clones. */
final class TemplateName implements Agreement {

  static final Rule RULE =
      Rule.error(
          "layers/template-name",
          "tofu looks the template up by its name: it finds none, or an old one, and nobody notices before the machine runs.");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Origin> built = new ArrayList<>();
    for (Element template : layers.estate().templates()) {
      Optional<Origin> name = Layers.templateName(template);
      if (name.isEmpty() || name.get().text().isEmpty()) {
        return List.of();
      }
      built.add(name.get());
    }
    List<Finding> findings = new ArrayList<>();
    for (Element machine : layers.machines()) {
      Optional<Origin> clone = machine.origin("clone");
      Optional<String> name = machine.text("clone");
      if (name.isPresent() && !built.isEmpty() && !isBuilt(name.get(), built)) {
        Origin other = built.get(0);
        findings.add(
            RULE.at(
                clone.get().where(),
                machine.name()
                    + " clones \""
                    + name.get()
                    + "\", but packer builds \""
                    + other.text().orElseThrow()
                    + "\" ("
                    + other.where()
                    + ")",
                "make both names by the same rule"));
      }
    }
    return findings;
  }

  private static boolean isBuilt(String name, List<Origin> built) {
    for (Origin template : built) {
      if (template.text().orElseThrow().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
