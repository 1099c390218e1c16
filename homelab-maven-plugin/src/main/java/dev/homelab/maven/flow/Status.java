package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.report.StatusReport;
import dev.homelab.maven.report.StatusReport.Part;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Git;
import dev.homelab.maven.tool.Kubectl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tells what exists of a homelab and what of it differs from the repository. Reads only. Whatever
 * cannot be asked is unknown, and hides nothing of the rest.
 */
public final class Status {

  private static final String REPOSITORY = "repository";

  private final ToolSettings tools;

  /** With these tools, of which none is fetched. */
  public Status(ToolSettings tools) {
    this.tools = tools;
  }

  /** Looks. */
  public StatusReport look(StatusRequest request) throws HomelabException {
    Path root = request.root();
    Answers answers = Answers.in(root);
    String environment = Environments.of(root, answers, request.environment());
    Runner runner = tools.runner(request.secrets());
    // Proxmox may let us wait for seconds, and so may a machine that is off.
    CompletableFuture<List<Part>> machines =
        CompletableFuture.supplyAsync(
            () ->
                new MachineStatus(root, answers, environment)
                    .parts(() -> request.access().open(answers)));
    Optional<String> commit = Optional.empty();
    Part repository;
    try {
      String found = commit(root, answers, runner);
      commit = Optional.of(found);
      repository =
          Part.ok(
              REPOSITORY,
              answer(answers, "git_revision") + " at " + Git.shortened(found) + ", as here");
    } catch (HomelabException e) {
      List<String> why = e.getMessage().lines().map(String::strip).toList();
      repository = Part.there(REPOSITORY, answer(answers, "git_repo_url"), why);
    }
    List<Part> parts = new ArrayList<>();
    List<Part> cluster = cluster(root, answers, environment, runner, commit);
    parts.addAll(machines.join());
    parts.addAll(cluster);
    parts.add(repository);
    return new StatusReport(request.name(), environment, parts);
  }

  private String commit(Path root, Answers answers, Runner runner) throws HomelabException {
    Optional<Path> git = SearchPath.of(tools.environment()).first("git");
    if (git.isEmpty()) {
      throw new HomelabException(
          new dev.homelab.maven.problem.Problem("git is not on PATH", "install git"));
    }
    return new Published(
            new Git(git.get(), runner),
            root,
            Settled.value(answers, "git_repo_url"),
            Settled.value(answers, "git_revision"))
        .commit();
  }

  private List<Part> cluster(
      Path root, Answers answers, String environment, Runner runner, Optional<String> commit) {
    Path kubeconfig = KubeconfigFetch.file(root, environment);
    if (!Files.isRegularFile(kubeconfig)) {
      return List.of(
          Part.missing(
              "cluster",
              environment,
              "there is no kubeconfig of it here yet: mvn homelab:kubeconfig"));
    }
    Found found = tools.finder(runner).find("kubectl");
    if (found instanceof Found.Missing missing) {
      return List.of(
          Part.unknown(
              "cluster",
              environment,
              "kubectl: " + missing.reason() + "; install it: " + missing.install()));
    }
    Kubectl kubectl = new Kubectl((Found.Program) found, runner, kubeconfig, environment);
    return new ClusterStatus(kubectl, environment, answer(answers, "k3s_version"))
        .parts(answer(answers, "git_repo_url"), answer(answers, "git_revision"), commit);
  }

  private static String answer(Answers answers, String key) {
    return GivenAnswers.of(answers).getOrDefault(key, "");
  }
}
