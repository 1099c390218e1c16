package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.cluster.ApplicationState;
import dev.homelab.maven.credentials.RepositoryLogin;
import dev.homelab.maven.credentials.RepositoryLogins;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.SearchPath;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.tool.Applied;
import dev.homelab.maven.tool.Applied.Change;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Git;
import dev.homelab.maven.tool.Kubectl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Installs Argo CD in the cluster and hands it over to the repository, in the order that works.
 * Each step may be done again: whatever was done before stays as it is.
 */
public final class GitOps {

  private static final String BOOTSTRAP = "k8s/clusters/home/bootstrap";
  private static final String EXAMPLE_NAMESPACE = "k8s/clusters/home/infra/phpipam/namespace.yaml";
  private static final String PROJECT = "k8s/argo/projects/default-project.yaml";
  private static final String ROOT = "k8s/argo/app-of-apps.yaml";

  private final Console console;
  private final ToolSettings tools;

  /** With these tools. */
  public GitOps(Console console, ToolSettings tools) {
    this.console = console;
    this.tools = tools;
  }

  /** Does it. */
  public void run(GitOpsRequest request) throws HomelabException {
    Answers answers = Answers.in(request.root());
    String environment = Environments.of(request.root(), answers, request.environment());
    try (Run run =
        Run.begin(request.root(), "gitops of " + environment, request.patience(), console)) {
      Readiness.demand(
          "gitops", request.root(), request.name(), request.environment(), request.checks());
      new One(request, run, answers, environment).handOver();
    }
  }

  /** One run. */
  private final class One {

    private final GitOpsRequest request;
    private final Run run;
    private final String environment;
    private final String url;
    private final String revision;
    private final Git git;
    private final Path kubeconfig;
    private final Cluster cluster;
    private boolean changed;

    One(GitOpsRequest request, Run run, Answers answers, String environment)
        throws HomelabException {
      this.request = request;
      this.run = run;
      this.environment = environment;
      this.url = Settled.value(answers, "git_repo_url");
      this.revision = Settled.value(answers, "git_revision");
      this.kubeconfig = KubeconfigFetch.file(request.root(), environment);
      if (!Files.isRegularFile(kubeconfig)) {
        throw new HomelabException(
            new Problem(
                "there is no kubeconfig " + kubeconfig,
                "fetch it: mvn homelab:kubeconfig -Dhomelab.env=" + environment));
      }
      Runner runner = tools.runner(request.secrets());
      this.git = new Git(gitProgram(), runner);
      Kubectl kubectl = new Kubectl(kubectlProgram(runner), runner, kubeconfig, environment);
      this.cluster = new Cluster(kubectl, request.waits(), console::info);
    }

    private Path gitProgram() throws HomelabException {
      return SearchPath.of(tools.environment())
          .first("git")
          .orElseThrow(
              () ->
                  new HomelabException(
                      new Problem(
                          "git is needed, to see what the repository has, and is not on PATH",
                          "install git")));
    }

    private Found.Program kubectlProgram(Runner runner) throws HomelabException {
      Found found = tools.finder(runner).find("kubectl");
      if (found instanceof Found.Missing missing) {
        throw new HomelabException(
            new Problem(
                "kubectl is needed, and cannot be had: " + missing.reason(),
                "install it: " + missing.install()));
      }
      return (Found.Program) found;
    }

    void handOver() throws HomelabException {
      String commit = new Published(git, request.root(), url, revision).commit();
      console.info(revision + " of " + url + " has what is here, at " + Git.shortened(commit));
      run.step("the credentials of the repository");
      Optional<RepositoryLogin> login = request.logins().find(url, request.serverId());
      cluster.run(
          k -> {
            k.ready();
            return true;
          });
      demandReadable(login);

      run.step("Argo CD");
      told(cluster.run(k -> k.applyFolder(request.root(), BOOTSTRAP)));
      new ArgoInstall(cluster, console::info).await();

      run.step("the secrets");
      ClusterSecrets secrets = new ClusterSecrets(cluster, request.secrets(), console::info);
      if (login.isPresent()) {
        changed |= secrets.repository(url, login.get()).change() != Change.UNCHANGED;
      }
      if (Files.isRegularFile(request.root().resolve(EXAMPLE_NAMESPACE))) {
        told(cluster.run(k -> k.applyFile(request.root(), EXAMPLE_NAMESPACE, false)));
        changed |= secrets.database();
      }

      run.step("the hand-over");
      // Forced: Argo CD's server has made a project of that name by then, which allows everything,
      // and holds its fields.
      told(cluster.run(k -> k.applyFile(request.root(), PROJECT, true)));
      List<Applied> root = cluster.run(k -> k.applyFile(request.root(), ROOT, false));
      told(root);

      run.step("the Applications");
      List<ApplicationState> applications =
          new ArgoSync(cluster, nameOf(root), url, revision, commit, console::info).await();
      farewell(applications);
    }

    private void told(List<Applied> applied) {
      for (Applied one : applied) {
        changed |= one.change() != Change.UNCHANGED;
        console.info(one.toString());
      }
    }

    private static String nameOf(List<Applied> root) {
      return root.stream()
          .map(Applied::object)
          .filter(object -> object.startsWith("application "))
          .map(object -> object.replaceFirst(".*/", ""))
          .findFirst()
          .orElse("home");
    }

    /** Refuses before anything is changed: afterwards it would only show as Unknown. */
    private void demandReadable(Optional<RepositoryLogin> login) throws HomelabException {
      if (login.isPresent()) {
        return;
      }
      List<String> known = cluster.run(k -> k.repositoryUrls(ClusterSecrets.ARGO));
      boolean opened =
          known.stream()
              .anyMatch(
                  one ->
                      one.endsWith("*")
                          ? url.startsWith(one.substring(0, one.length() - 1))
                          : one.equals(url));
      if (opened) {
        return;
      }
      String host = RepositoryLogins.host(url);
      if (RepositoryLogins.overSsh(url)) {
        throw new HomelabException(
            new Problem(
                url + " is read by SSH, and Argo CD has no key for it",
                "write into settings.xml a <server> with <id>"
                    + host
                    + "</id> and <privateKey>, the file of a deploy key; or set"
                    + " HOMELAB_GIT_SSH_KEY_FILE to it"));
      }
      if (!git.isPublic(request.root(), url)) {
        throw new HomelabException(
            new Problem(
                url + " is private, and Argo CD has no credentials for it",
                "write into settings.xml a <server> with <id>"
                    + host
                    + "</id>, <username> and <password>, an access token that may read; or set"
                    + " HOMELAB_GIT_USERNAME and HOMELAB_GIT_PASSWORD"));
      }
    }

    private void farewell(List<ApplicationState> applications) throws HomelabException {
      int objects = applications.stream().mapToInt(ApplicationState::resources).sum();
      console.info(
          (changed ? "done: " : "nothing to change: ")
              + applications.size()
              + (applications.size() == 1 ? " Application" : " Applications")
              + " with "
              + objects
              + " objects, all synced and healthy");
      String kubectl = "kubectl --kubeconfig=" + request.root().relativize(kubeconfig);
      console.info(
          "Argo CD: "
              + kubectl
              + " -n argocd port-forward service/argocd-server 8080:443, then https://localhost:8080"
              + " as admin");
      boolean first =
          cluster
              .run(k -> k.get("secret", "argocd", "argocd-initial-admin-secret", "metadata"))
              .isPresent();
      if (first) {
        console.info(
            "its first password: "
                + kubectl
                + " -n argocd get secret argocd-initial-admin-secret -o jsonpath='{.data.password}'"
                + " | base64 -d; change it under User Info, then delete that secret");
      }
    }
  }
}
