package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.tool.Git;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whether the repository has what lies here: Argo CD reads it and not this disk, so it would sync
 * something else than what was looked at.
 */
final class Published {

  /** All that Argo CD reads, and what is applied by hand beside it. */
  private static final String FOLDER = "k8s";

  private final Git git;
  private final Path root;
  private final String url;
  private final String revision;

  /**
   * What is asked.
   *
   * @param revision the branch or tag that Argo CD follows
   */
  Published(Git git, Path root, String url, String revision) {
    this.git = git;
    this.root = root;
    this.url = url;
    this.revision = revision;
  }

  /** The commit that Argo CD will find, which has the same {@code k8s} as here. */
  String commit() throws HomelabException {
    if (Git.holdsPassword(url)) {
      throw refused(
          "git_repo_url holds a password, and every list of processes would show it",
          "write it without, and give the password in settings.xml or in HOMELAB_GIT_PASSWORD");
    }
    Git.Answer<List<String>> changed = git.changed(root);
    List<String> files =
        changed
            .value()
            .orElseThrow(
                () ->
                    refused(
                        "git cannot read the homelab's folder: " + changed.words(),
                        "git init -b "
                            + revision
                            + " && git add -A && git commit -m \"A homelab\", then push it"))
            .stream()
            .filter(file -> file.equals(FOLDER) || file.startsWith(FOLDER + "/"))
            .toList();
    if (!files.isEmpty()) {
      throw refused(
          files.get(0)
              + (files.size() == 1 ? " is" : " and " + (files.size() - 1) + " more are")
              + " not committed, and Argo CD would sync without "
              + (files.size() == 1 ? "it" : "them"),
          "git add -A " + FOLDER + " && git commit, then git push");
    }
    Git.Answer<Map<String, String>> refs = git.remote(root, url);
    String there =
        Git.commit(
                refs.value()
                    .orElseThrow(
                        () ->
                            refused(
                                "git cannot read " + url + ": " + refs.words(),
                                "make the repository and push to it, or see whether you may read"
                                    + " it: git ls-remote "
                                    + url)),
                revision)
            .orElseThrow(
                () ->
                    refused(
                        url + " has no branch or tag '" + revision + "'",
                        "push it: git push -u origin " + revision));
    demandSame(there);
    return there;
  }

  private void demandSame(String there) throws HomelabException {
    String here =
        git.head(root)
            .value()
            .orElseThrow(() -> refused("there is no commit here yet", "git commit, then git push"));
    if (here.equals(there)) {
      return;
    }
    Git.Answer<Boolean> same = git.same(root, there, here, FOLDER);
    if (same.value().isEmpty()) {
      throw refused(
          revision
              + " of "
              + url
              + " is at "
              + Git.shortened(there)
              + ", a commit that is not here",
          "git pull --rebase, look at what came, then git push");
    }
    if (!same.value().get()) {
      throw refused(
          revision
              + " of "
              + url
              + " is at "
              + Git.shortened(there)
              + ", whose "
              + FOLDER
              + " is another one than that of "
              + Git.shortened(here)
              + " here",
          git.ahead(root, here, there).value().orElse(0) > 0
              ? "git push"
              : "git pull, or check out " + revision);
    }
  }

  private static HomelabException refused(String why, String fix) {
    return new HomelabException(new Problem(why, fix));
  }
}
