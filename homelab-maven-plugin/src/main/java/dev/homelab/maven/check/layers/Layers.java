package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The layers of a homelab, as far as files describe them. */
final class Layers {

  private final Lab lab;
  private final Estate estate;
  private final Set<Integer> wrongAnswers = new HashSet<>();
  private final List<Pair> pairs = new ArrayList<>();

  /** A machine and the template that it is cloned from. */
  record Pair(Element machine, Element template) {}

  Layers(Lab lab) {
    this.lab = lab;
    estate = Estate.of(lab);
    for (Finding finding : lab.answers().findings()) {
      wrongAnswers.add(finding.where().line());
    }
    for (Element machine : machines()) {
      Optional<Element> template = template(machine);
      if (template.isPresent()) {
        pairs.add(new Pair(machine, template.get()));
      }
    }
  }

  Tree tree() {
    return lab.tree();
  }

  Answers answers() {
    return lab.answers();
  }

  /** Whether it is given, and nothing is wrong with it by itself. */
  boolean isSound(Answer answer) {
    return answers().value(answer.key()).isPresent() && !wrongAnswers.contains(answer.line());
  }

  Estate estate() {
    return estate;
  }

  /** What packer and tofu are called for, in the environment that goals act on. */
  List<Estate.Instance> called() {
    List<Estate.Instance> called = new ArrayList<>(estate.images());
    for (Estate.Instance instance : estate.environment(lab.environment())) {
      if (instance.isRoot()) {
        called.add(instance);
      }
    }
    return called;
  }

  /** The folder of the environment that goals act on. */
  String environment() {
    return "terraform/envs/" + lab.environment();
  }

  /** The machines of the environment that goals act on. */
  List<Element> machines() {
    return Estate.blocks(estate.environment(lab.environment()), "resource", "proxmox_vm_qemu");
  }

  /** The name under which packer leaves the template on Proxmox. */
  static Optional<Origin> templateName(Element template) {
    return template.sets("template_name")
        ? template.origin("template_name")
        : template.origin("vm_name");
  }

  /** Each machine with the template that it is cloned from, as far as that is known. */
  List<Pair> pairs() {
    return pairs;
  }

  /** The one of that name, or the only one there is: a wrong name is a finding of its own. */
  private Optional<Element> template(Element machine) {
    List<Element> all = estate.templates();
    Optional<String> name = machine.text("clone");
    for (Element template : all) {
      Optional<Origin> built = templateName(template);
      if (name.isPresent() && built.isPresent() && built.get().text().equals(name)) {
        return Optional.of(template);
      }
    }
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }
}
