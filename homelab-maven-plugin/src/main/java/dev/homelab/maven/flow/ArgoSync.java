package dev.homelab.maven.flow;

import dev.homelab.maven.cluster.ApplicationState;
import dev.homelab.maven.flow.Await.NotYet;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Git;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Waits until every Application is synced and healthy, with its objects listed, and tells whenever
 * one changes.
 *
 * <p>Every one: a root Application learns late of its children's trouble. With objects: one that
 * could not be compared with git yet is healthy too.
 */
final class ArgoSync {

  static final String NAMESPACE = "argocd";
  static final String KIND = "applications.argoproj.io";

  private final Cluster cluster;
  private final String root;
  private final String repository;
  private final String revision;
  private final String commit;
  private final Consumer<String> log;

  private final Map<String, String> told = new HashMap<>();
  private final Map<String, String> firstRevisions = new HashMap<>();

  /**
   * A wait.
   *
   * @param root the name of the Application that makes the others
   * @param repository that this homelab is in
   * @param revision the branch or tag of it
   * @param commit that it is at
   */
  ArgoSync(
      Cluster cluster,
      String root,
      String repository,
      String revision,
      String commit,
      Consumer<String> log) {
    this.cluster = cluster;
    this.root = root;
    this.repository = repository;
    this.revision = revision;
    this.commit = commit;
    this.log = log;
  }

  /** Until all of them are. */
  List<ApplicationState> await() throws HomelabException {
    return new Await(
            "the Applications of Argo CD", cluster.waits().sync(), cluster.waits().pause(), l -> {})
        .until(this::look);
  }

  private List<ApplicationState> look() throws NotYet, HomelabException {
    List<ApplicationState> all =
        cluster.looked(k -> k.list(KIND, NAMESPACE).stream().map(ApplicationState::of).toList());
    Map<String, ApplicationState> byName = new LinkedHashMap<>();
    all.forEach(a -> byName.put(a.name(), a));
    List<String> missing = new ArrayList<>();
    for (ApplicationState application : all) {
      tell(application);
      refresh(application);
      if (!application.settled()) {
        missing.add(application.name() + " is " + words(application));
      } else if (!current(application)) {
        missing.add(application.name() + " is still at " + Git.shortened(application.revision()));
      }
      application.children().stream()
          .filter(child -> !byName.containsKey(child))
          .forEach(child -> missing.add(child + " is not there yet"));
    }
    if (!byName.containsKey(root)) {
      missing.add(root + " is not there yet");
    }
    if (!missing.isEmpty()) {
      throw new NotYet(
          String.join("; ", missing),
          "kubectl -n "
              + NAMESPACE
              + " describe application "
              + missing.get(0).replaceFirst(" .*", "")
              + "; README.md, Hand over, has what is behind the usual messages");
    }
    return all;
  }

  private void tell(ApplicationState application) {
    String words = words(application);
    if (!words.equals(told.put(application.name(), words))) {
      log.accept("application " + application.name() + ": " + words);
    }
  }

  private static String words(ApplicationState application) {
    return application.troubles().isEmpty()
        ? application.words()
        : application.words() + ": " + String.join("; ", application.troubles());
  }

  /** Whether it follows the branch that was just looked at. */
  private boolean ours(ApplicationState application) {
    return application.repository().equals(repository) && application.follows().equals(revision);
  }

  /** Whether it has seen the commit, or one that was pushed since. */
  private boolean current(ApplicationState application) {
    return !ours(application)
        || application.revision().equals(commit)
        || !application.revision().equals(firstRevisions.get(application.name()));
  }

  /** Argo CD looks every two to three minutes by itself. */
  private void refresh(ApplicationState application) throws NotYet, HomelabException {
    if (!ours(application) || application.revision().isEmpty()) {
      return;
    }
    if (firstRevisions.putIfAbsent(application.name(), application.revision()) == null
        && !application.revision().equals(commit)) {
      log.accept(
          "application "
              + application.name()
              + " is at "
              + Git.shortened(application.revision())
              + ": told to look at "
              + Git.shortened(commit));
      cluster.looked(
          k -> {
            k.annotate(KIND, NAMESPACE, application.name(), "argocd.argoproj.io/refresh=normal");
            return true;
          });
    }
  }
}
