package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.AnswerRules;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The layers of a homelab, as far as files describe them. */
final class Layers {

  private final Lab lab;
  private final Estate estate;
  private final Set<Integer> wrongAnswers;

  Layers(Lab lab) {
    this.lab = lab;
    estate = Estate.of(lab);
    wrongAnswers =
        AnswerRules.judge(lab.answers()).stream()
            .map(finding -> finding.where().line())
            .collect(Collectors.toSet());
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
    estate.environment(lab.environment()).stream()
        .filter(Estate.Instance::isRoot)
        .forEach(called::add);
    return called;
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

  /** What the question says of each machine and the template that it is cloned from. */
  <T> List<T> pairs(BiFunction<Element, Element, List<T>> question) {
    List<T> answers = new ArrayList<>();
    for (Element machine : machines()) {
      template(machine).ifPresent(template -> answers.addAll(question.apply(machine, template)));
    }
    return answers.stream().distinct().toList();
  }

  /** The one of that name, or the only one there is: a wrong name is a finding of its own. */
  private Optional<Element> template(Element machine) {
    List<Element> all = estate.templates();
    Optional<String> name = machine.text("clone");
    for (Element template : all) {
      if (name.isPresent() && templateName(template).flatMap(Origin::text).equals(name)) {
        return Optional.of(template);
      }
    }
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }
}
