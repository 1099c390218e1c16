package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tool.Git;
import java.util.List;

/** Asks whether everything that lies here is committed. */
final class WorkingTreeClean extends GitQuestion {

  static final Rule NO_REPOSITORY =
      Rule.error("doctor/no-repository", "Argo CD reads a git repository, and there is none yet.");
  static final Rule UNCOMMITTED =
      Rule.warning("doctor/uncommitted", "Argo CD never sees what is not committed.");

  WorkingTreeClean(World world) {
    super("working-tree", world);
  }

  @Override
  public List<Rule> rules() {
    return List.of(NO_REPOSITORY, UNCOMMITTED);
  }

  @Override
  CheckResult ask(Lab lab, Given given, Git git) throws HomelabException {
    Git.Answer<List<String>> changed = git.changed(lab.tree().root());
    if (changed.value().isEmpty()) {
      return CheckResult.of(
          "",
          List.of(
              NO_REPOSITORY.at(
                  given.where("git_repo_url"),
                  "git cannot read the homelab's folder: " + changed.words(),
                  "git init -b "
                      + given.get("git_revision")
                      + " && git add -A && git commit -m \"A homelab\"")));
    }
    List<String> files = changed.value().get();
    if (files.isEmpty()) {
      return CheckResult.of("clean", List.of());
    }
    String first = files.get(0);
    return CheckResult.of(
        CheckResult.count(files.size(), "change"),
        List.of(
            UNCOMMITTED.at(
                Location.of(first),
                files.size() == 1
                    ? "this change is not committed"
                    : "this and "
                        + CheckResult.count(files.size() - 1, "more change")
                        + (files.size() == 2 ? " is" : " are")
                        + " not committed",
                "git add -A && git commit, then git push")));
  }
}
