package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.state.Fingerprint;
import dev.homelab.maven.tool.Manifest;
import dev.homelab.maven.tool.Outcome;
import dev.homelab.maven.tool.Packer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the template that every node is cloned from, unless it is there and made from the very
 * files and answers that there are now.
 */
public final class ImageBuild {

  private static final String RUN_AGAIN = "mend what it names, then run it again";

  private final Bench bench;
  private final Console console;

  /** With these tools and this hypervisor. */
  public ImageBuild(Bench bench) {
    this.bench = bench;
    this.console = bench.console();
  }

  /** Does it. */
  public void run(ImageRequest request) throws HomelabException {
    try (Run run = Run.begin(request.root(), "image", request.patience(), console)) {
      Readiness.demand("image", request.root(), request.name(), Optional.empty(), request.checks());
      new One(request, run).build();
    }
  }

  /** One run. */
  private final class One {

    private final ImageRequest request;
    private final Run run;
    private final Map<String, String> answers;
    private final ImageFolder folder;
    private final TemplateRecord record;
    private final Fingerprint fingerprint;
    private final TemplateState state;

    One(ImageRequest request, Run run) throws HomelabException {
      this.request = request;
      this.run = run;
      Answers given = Answers.in(request.root());
      this.answers = GivenAnswers.of(given);
      this.folder = ImageFolder.of(request.root());
      this.fingerprint = folder.fingerprint(answers);
      this.record = new TemplateRecord(run.state(), TemplateName.of(given));
      this.state =
          new TemplateState(bench.hypervisor(), request.root(), given, record, folder, fingerprint);
    }

    void build() throws HomelabException {
      String name = record.name();
      removeLeftovers(state.leftovers());
      TemplateState.Verdict verdict = state.verdict(request.force());
      if (verdict.adopted().isPresent()) {
        Guest template = verdict.adopted().get();
        record.built(bench.hypervisor(), template, fingerprint);
        console.info(name + " is up to date: " + template + ", " + verdict.why());
        return;
      }
      console.info("building " + name + ": " + verdict.why());
      packer(verdict.replaces());
      Guest template = result();
      record.built(bench.hypervisor(), template, fingerprint);
      console.info("template " + name + " is ready: " + template);
    }

    private void packer(boolean replaces) throws HomelabException {
      Packer packer = bench.packer();
      folder.shareCommonFile();
      run.step("packer init");
      packer
          .init(request.root(), folder.path())
          .orElseThrow(
              "packer init",
              "see that its plugins can be fetched, or give a folder that has them:"
                  + " -Dhomelab.plugins=DIR");
      run.step("packer validate");
      packer
          .check(request.root(), folder.path(), answers, bench.token())
          .orElseThrow("packer validate", RUN_AGAIN);
      String before = manifest().run();
      record.building(fingerprint);
      run.step("packer build");
      if (folder.fetchesIso()) {
        console.info("  00:00  ISO download, unless Proxmox has it");
      }
      Outcome outcome =
          packer.build(
              request.root(), folder.path(), answers, bench.token(), replaces, run.watcher());
      if (!outcome.ok()) {
        throw failed(outcome);
      }
      if (manifest().run().equals(before)) {
        throw new HomelabException(
            new Problem(
                "packer is content, but has noted no result in " + folder.path() + "/manifest.json",
                "see that the template has the post-processor \"manifest\" with that output"));
      }
    }

    private HomelabException failed(Outcome outcome) {
      List<Problem> problems = new ArrayList<>();
      problems.add(outcome.problem("packer build", RUN_AGAIN));
      try {
        problems.addAll(state.leftovers().stream().map(this::offer).toList());
      } catch (HomelabException e) {
        problems.add(
            new Problem(
                "whether a half-made machine is left cannot be told: "
                    + e.getMessage().lines().findFirst().orElse(""),
                "look for a machine named " + record.name() + " in the web interface"));
      }
      return new HomelabException(problems);
    }

    private void removeLeftovers(List<Guest> leftovers) throws HomelabException {
      List<Problem> kept = new ArrayList<>();
      for (Guest guest : leftovers) {
        if (request.cleanup().covers(guest)) {
          run.step("removing " + guest);
          console.info("removing the half-made " + guest);
          bench.hypervisor().remove(guest, line -> console.info("  " + line));
        } else {
          kept.add(offer(guest));
        }
      }
      if (!kept.isEmpty()) {
        throw new HomelabException(kept);
      }
    }

    private Problem offer(Guest guest) {
      return new Problem(
          record.name() + " is half made: " + guest + " is what a build has left",
          "look at it, then let it be removed: -Dhomelab.cleanup=" + guest.vmid());
    }

    /** The manifest is what packer itself says; the hypervisor has the last word. */
    private Guest result() throws HomelabException {
      List<Manifest.Build> made = manifest().builds();
      return state.templates().stream()
          .filter(guest -> made.stream().anyMatch(b -> b.isTemplate(record.name(), guest.vmid())))
          .findFirst()
          .orElseThrow(
              () ->
                  new HomelabException(
                      new Problem(
                          "packer is content, but the hypervisor has no template "
                              + record.name()
                              + " that it says it has made",
                          "look at "
                              + folder.path()
                              + "/manifest.json and at the machine in the web interface, then run"
                              + " it again")));
    }

    private Manifest manifest() throws HomelabException {
      Path file = folder.manifest();
      try {
        return Manifest.read(file);
      } catch (IOException e) {
        throw new HomelabException(
            new Problem(
                file + " cannot be read: " + e.getMessage(), "remove it, then run it again"));
      }
    }
  }
}
