package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.state.Fingerprint;
import dev.homelab.maven.state.Memory;
import dev.homelab.maven.tool.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is of a template, and what follows from it. */
final class TemplateState {

  /**
   * What is to be done.
   *
   * @param adopted the template that needs no build
   * @param replaces whether the build takes the place of one that is there
   * @param why in words
   */
  record Verdict(Optional<Guest> adopted, boolean replaces, String why) {}

  private final Hypervisor hypervisor;
  private final Path root;
  private final Answers answers;
  private final TemplateRecord record;
  private final ImageFolder folder;
  private final Fingerprint now;

  TemplateState(
      Hypervisor hypervisor,
      Path root,
      Answers answers,
      TemplateRecord record,
      ImageFolder folder,
      Fingerprint now) {
    this.hypervisor = hypervisor;
    this.root = root;
    this.answers = answers;
    this.record = record;
    this.folder = folder;
    this.now = now;
  }

  /** All of that name. */
  List<Guest> templates() throws HomelabException {
    return named().stream().filter(Guest::template).toList();
  }

  private List<Guest> named() throws HomelabException {
    return hypervisor.guests().stream().filter(g -> g.name().equals(record.name())).toList();
  }

  /**
   * What builds that did not come to their end have left: a machine of that name, or a template of
   * which packer has not noted that it was done with it.
   */
  List<Guest> leftovers() throws HomelabException {
    boolean unfinished = record.unfinished();
    List<Guest> leftovers = new ArrayList<>();
    for (Guest guest : named()) {
      boolean halfTemplate =
          guest.template()
              && unfinished
              && !finishedByPacker(guest)
              && TemplateRecord.noted(hypervisor.description(guest)).isEmpty();
      if (!guest.template() || halfTemplate) {
        leftovers.add(guest);
      }
    }
    return leftovers;
  }

  private boolean finishedByPacker(Guest guest) {
    try {
      return Manifest.read(folder.manifest()).builds().stream()
          .anyMatch(build -> build.isTemplate(record.name(), guest.vmid()));
    } catch (IOException e) {
      return false; // in doubt it is half made, and its user is asked
    }
  }

  /**
   * What is to be done.
   *
   * @throws HomelabException when nothing may be: another template stands in the way
   */
  Verdict verdict(boolean force) throws HomelabException {
    List<Guest> templates = templates();
    if (templates.isEmpty()) {
      return new Verdict(Optional.empty(), false, "there is no template of that name");
    }
    if (templates.size() > 1) {
      throw new HomelabException(
          new Problem(
              "there are "
                  + templates.size()
                  + " templates named "
                  + record.name()
                  + ": "
                  + templates.stream().map(Guest::toString).collect(Collectors.joining(", ")),
              "remove or rename all but one: tofu would clone any of them"));
    }
    Guest template = templates.get(0);
    Optional<String> doubt = doubt(template);
    if (force) {
      List<String> users = new TemplateUse(hypervisor, root).of(template);
      if (!users.isEmpty()) {
        throw new HomelabException(refusal(template, "is in use by " + String.join(", ", users)));
      }
      return new Verdict(Optional.empty(), true, "it is asked for, and nothing uses " + template);
    }
    if (doubt.isPresent()) {
      throw new HomelabException(refusal(template, doubt.get()));
    }
    return new Verdict(
        Optional.of(template), false, "made from the files and answers that there are now");
  }

  /** Why the template may not be what the repository would build now. */
  private Optional<String> doubt(Guest template) throws HomelabException {
    Optional<String> noted = TemplateRecord.noted(hypervisor.description(template));
    Memory memory = record.memory();
    if (noted.isPresent()) {
      if (noted.get().equals(now.digest())) {
        return Optional.empty();
      }
      // Part by part only if the record is of this very template.
      return Optional.of(
          "was made from something else"
              + memory
                  .fingerprint()
                  .filter(f -> f.digest().equals(noted.get()))
                  .map(f -> ": " + String.join(", ", now.changesSince(f)))
                  .orElse(
                      " than the repository has now, on another computer or from another copy"));
    }
    boolean finishedHere =
        memory.fingerprint().filter(now::equals).isPresent() && finishedByPacker(template);
    return finishedHere
        ? Optional.empty()
        : Optional.of("has no note of what it was made from: it was not built by this goal");
  }

  private Problem refusal(Guest template, String why) throws HomelabException {
    List<String> taken = hypervisor.guests().stream().map(Guest::name).toList();
    return new Problem(
        record.name() + " is there (" + template + ") and " + why + "; it is not overwritten",
        "set image_version = "
            + TemplateName.nextRelease(answers, taken)
            + " in "
            + Answers.FILE
            + ", then run it again; or use the template as it is: -Dhomelab.image.skip");
  }
}
