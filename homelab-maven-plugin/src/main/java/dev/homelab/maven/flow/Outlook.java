package dev.homelab.maven.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.state.Fingerprint;
import dev.homelab.maven.state.StateFolder;
import dev.homelab.maven.tool.TofuPlan;
import dev.homelab.maven.tool.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What image, provision and gitops would change right now, each told as far as it can be.
 *
 * @param image in a line
 * @param machines the plan of tofu; empty when it cannot be told
 * @param trouble why something cannot be told
 * @param gitops in a line
 */
public record Outlook(
    String image, Optional<TofuPlan> machines, List<String> trouble, String gitops) {

  /** Looks, and changes nothing of the world. */
  public static Outlook at(OutlookRequest request, Bench bench) throws HomelabException {
    Answers answers = Answers.in(request.root());
    String environment = Environments.of(request.root(), answers, request.environment());
    StateFolder state = StateFolder.of(request.root());
    String gitops = new Intention(answers, environment).gitops();
    String image = image(request, bench, answers, state);
    try {
      Stack stack =
          new Stack(
              bench,
              request.root(),
              answers,
              environment,
              state.folder("plans").resolve(environment + ".outlook.tfplan"),
              request.patience());
      stack.init(false);
      try {
        TofuPlan plan = stack.plan(false, List.of(), Watcher.none());
        return new Outlook(image, Optional.of(plan), List.of(), gitops);
      } finally {
        stack.forgetPlan();
      }
    } catch (HomelabException e) {
      return new Outlook(image, Optional.empty(), e.getMessage().lines().toList(), gitops);
    }
  }

  private static String image(
      OutlookRequest request, Bench bench, Answers answers, StateFolder state) {
    String name = TemplateName.of(answers);
    try {
      ImageFolder folder = ImageFolder.of(request.root());
      Fingerprint now = folder.fingerprint(GivenAnswers.of(answers));
      TemplateState template =
          new TemplateState(
              bench.hypervisor(),
              request.root(),
              answers,
              new TemplateRecord(state, name),
              folder,
              now);
      List<Guest> leftovers = template.leftovers();
      if (!leftovers.isEmpty()) {
        return "would not build " + name + ": " + leftovers.get(0) + " is what a build has left";
      }
      TemplateState.Verdict verdict = template.verdict(false);
      return verdict
          .adopted()
          .map(guest -> name + " is up to date: " + guest)
          .orElse("would build " + name + ": " + verdict.why());
    } catch (HomelabException e) {
      return "would not build " + name + ": " + e.getMessage().lines().findFirst().orElse("");
    }
  }

  /** For programs: {@code {image, provision: {changes, outputs} or {trouble}, gitops}}. */
  public String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("image", image);
    ObjectNode provision = root.putObject("provision");
    if (machines.isEmpty()) {
      trouble.forEach(provision.putArray("trouble")::add);
    } else {
      ArrayNode changes = provision.putArray("changes");
      for (TofuPlan.Change change : machines.get().changes()) {
        ObjectNode one = changes.addObject();
        one.put("action", change.action().word());
        one.put("address", change.address());
        ArrayNode attributes = one.putArray("attributes");
        for (TofuPlan.Attribute attribute : change.attributes()) {
          attributes
              .addObject()
              .put("path", attribute.path())
              .put("before", attribute.before())
              .put("after", attribute.after());
        }
      }
      machines.get().outputs().forEach(provision.putArray("outputs")::add);
    }
    root.put("gitops", gitops);
    return root.toPrettyString();
  }

  /** For people: a line, or a table, for each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("image: " + image);
    if (machines.isEmpty()) {
      lines.add("provision: cannot be told");
      trouble.forEach(line -> lines.add("  " + line));
    } else if (machines.get().isEmpty()) {
      lines.add("provision: nothing to change");
    } else {
      lines.add("provision: would");
      lines.addAll(PlanTable.of(machines.get()));
    }
    lines.add("gitops: " + gitops);
    return lines;
  }
}
