package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tool.Git;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks whether the repository that Argo CD is to read has the revision, and what is here. */
final class RevisionPushed extends GitQuestion {

  static final Rule UNREACHABLE =
      Rule.error("doctor/remote-unreachable", "Argo CD reads everything from there.");
  static final Rule NO_REVISION =
      Rule.error("doctor/no-revision", "Argo CD has nothing to follow.");
  static final Rule NOT_PUSHED =
      Rule.warning("doctor/not-pushed", "The cluster gets what the remote has, not what is here.");

  RevisionPushed(World world) {
    super("remote", world);
  }

  @Override
  public List<Rule> rules() {
    return List.of(UNREACHABLE, NO_REVISION, NOT_PUSHED);
  }

  @Override
  CheckResult ask(Lab lab, Given given, Git git) throws HomelabException {
    if (given.value("git_repo_url").isEmpty()) {
      return CheckResult.skipped("", "not asked: git_repo_url is not answered");
    }
    String url = given.get("git_repo_url");
    if (Git.holdsPassword(url)) {
      return CheckResult.skipped("", "not asked: git_repo_url holds a password, see preflight");
    }
    Path folder = lab.tree().root();
    Git.Answer<Map<String, String>> refs = git.remote(folder, url);
    if (refs.value().isEmpty()) {
      return CheckResult.of(
          "",
          List.of(
              UNREACHABLE.at(
                  given.where("git_repo_url"),
                  "git cannot read " + url + ": " + refs.words(),
                  "make the repository and push to it, or see whether you may read it: git"
                      + " ls-remote "
                      + url)));
    }
    String revision = given.get("git_revision");
    Optional<String> there = Git.commit(refs.value().get(), revision);
    if (there.isEmpty()) {
      return CheckResult.of("", List.of(noRevision(given, url, revision, refs.value().get())));
    }
    return CheckResult.of(
        revision + " at " + Git.shortened(there.get()),
        notPushed(given, git, folder, revision, there.get()).stream().toList());
  }

  private static Finding noRevision(
      Given given, String url, String revision, Map<String, String> refs) {
    List<String> names =
        refs.keySet().stream().map(ref -> ref.replaceFirst("refs/[^/]*/", "")).distinct().toList();
    return NO_REVISION.at(
        given.where("git_revision"),
        url + " has no branch or tag '" + revision + "'",
        DidYouMean.among(names, revision)
            .map(meant -> "did you mean '" + meant + "'?")
            .orElse("push it: git push -u origin " + revision));
  }

  private static Optional<Finding> notPushed(
      Given given, Git git, Path folder, String revision, String there) throws HomelabException {
    Optional<String> here = git.head(folder).value();
    if (here.isEmpty() || here.get().equals(there)) {
      return Optional.empty();
    }
    Optional<Integer> ahead = git.ahead(folder, here.get(), there).value();
    if (ahead.isEmpty()) {
      return Optional.of(
          NOT_PUSHED.at(
              given.where("git_revision"),
              revision + " of the remote has commits that are not here",
              "git pull --rebase, then git push"));
    }
    return ahead.get() == 0
        ? Optional.of(
            NOT_PUSHED.at(
                given.where("git_revision"),
                "what is checked out is older than " + revision + " of the remote",
                "git pull, or check out " + revision))
        : Optional.of(
            NOT_PUSHED.at(
                given.where("git_revision"),
                CheckResult.count(ahead.get(), "commit")
                    + " of what is checked out "
                    + (ahead.get() == 1 ? "is" : "are")
                    + " not in "
                    + revision
                    + " of the remote",
                "git push"));
  }
}
