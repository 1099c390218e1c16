package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homelab.it.GeneratedTree;
import dev.homelab.maven.credentials.CredentialSources;
import dev.homelab.maven.credentials.RepositoryLogins;
import dev.homelab.maven.credentials.ServerSettings;
import dev.homelab.maven.flow.AllChecks;
import dev.homelab.maven.flow.GitOps;
import dev.homelab.maven.flow.GitOpsRequest;
import dev.homelab.maven.flow.ProxmoxAccess;
import dev.homelab.maven.flow.Status;
import dev.homelab.maven.flow.StatusRequest;
import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.flow.Waits;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.report.StatusReport;
import dev.homelab.maven.tool.Supplies;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The goal gitops on a generated homelab, with the real kubectl and git, a real API server with its
 * etcd, and a stand-in for what works in a cluster.
 */
@NeedsRealTools
@Timeout(600)
class GitOpsTest {

  private static final String URL = "https://git.example.org/me/lab.git";
  private static final String APPLICATIONS = "applications.argoproj.io";
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Waits PATIENT = waits(LONG, LONG, LONG);

  @TempDir Path scratch;
  private Path lab;
  private Path home;
  private Path repository;
  private ApiServer server;
  private Gate gate;
  private ArgoStandIn standIn;
  private final Said said = new Said();
  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void prepare() throws IOException {
    lab =
        GeneratedTree.copyTo(
            GeneratedTree.answered(), Files.createDirectories(scratch.resolve("my home/lab")));
    home = Files.createDirectories(scratch.resolve("user"));
    repository = scratch.resolve("lab.git");
    Files.writeString(
        home.resolve(".gitconfig"),
        """
        [user]
          name = me
          email = me@example.org
        [init]
          defaultBranch = main
        [url "file://%s"]
          insteadOf = %s
        """
            .formatted(repository, URL));
    git("init", "--quiet", "--bare", repository.toString());
    git("init", "--quiet");
    git("remote", "add", "origin", URL);
    commit("A homelab");
    git("push", "--quiet", "origin", "main");
    server = ApiServer.asK3sLeavesIt(scratch.resolve("api"));
    gate = new Gate(server.port());
    Path kubeconfig = lab.resolve(".kube/k3s-single.yaml");
    Files.createDirectories(kubeconfig.getParent());
    Files.writeString(
        kubeconfig,
        Files.readString(server.kubeconfig())
            .replace("tests", "k3s-single")
            .replace(":" + server.port(), ":" + gate.port())
            .replace(
                "certificates/apiserver.crt",
                server.kubeconfig().resolveSibling("certificates/apiserver.crt").toString()));
  }

  private void argo(String... faults) {
    standIn = ArgoStandIn.on(server, repository, faults);
  }

  @AfterEach
  void end() {
    if (standIn != null) {
      standIn.close();
    }
    gate.close();
    server.close();
  }

  /** What the goal said. */
  private static final class Said implements Console {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> onLine = line -> {};

    @Override
    public void info(String line) {
      lines.add(line);
      onLine.accept(line);
    }

    @Override
    public void warn(String line) {
      info("WARN " + line);
    }

    @Override
    public void error(String line) {
      info("ERROR " + line);
    }
  }

  private Program.Ended git(String... arguments) {
    return Program.tool("git").in(lab).with("HOME", home.toString()).run(arguments).succeeded();
  }

  private String commit(String message) {
    git("add", "-A");
    git("commit", "--quiet", "-m", message);
    return git("rev-parse", "HEAD").out().strip();
  }

  private void gitops(Waits waits) throws HomelabException {
    said.lines.clear();
    Secrets secrets = new Secrets();
    ServerSettings noServers = id -> Optional.empty();
    new GitOps(said, tools())
        .run(
            new GitOpsRequest(
                lab,
                "lab",
                Optional.empty(),
                AllChecks.embedded(),
                Duration.ZERO,
                waits,
                new RepositoryLogins(noServers, variables, secrets),
                Optional.empty(),
                secrets));
  }

  private ToolSettings tools() {
    Map<String, String> environment =
        Map.of(
            "PATH",
            Toolchain.bin() + File.pathSeparator + System.getenv("PATH"),
            "HOME",
            home.toString());
    return new ToolSettings(
        environment,
        lab.resolve("target/homelab/logs"),
        Optional.of(scratch.resolve("tools")),
        Supplies.NONE,
        false,
        Optional.empty());
  }

  /** What status tells of the cluster and of the repository; it has no token for Proxmox. */
  private String status() throws HomelabException {
    Secrets secrets = new Secrets();
    ProxmoxAccess noToken =
        new ProxmoxAccess(
            new CredentialSources(id -> Optional.empty(), Map.of(), secrets),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SHORT);
    return new Status(tools())
        .look(new StatusRequest(lab, "lab", Optional.empty(), noToken, secrets)).parts().stream()
            .filter(part -> part.state() != StatusReport.State.UNKNOWN)
            .map(part -> part.what() + " " + part.state().words() + " " + part.differences())
            .collect(Collectors.joining("\n"));
  }

  private static Waits waits(Duration api, Duration kinds, Duration sync) {
    return new Waits(api, LONG, kinds, LONG, sync, Duration.ofMillis(500));
  }

  private String refusal(Waits waits) {
    return assertThrows(HomelabException.class, () -> gitops(waits)).getMessage();
  }

  /** Who has changed what, in order, but for what the stand-in does. */
  private List<String> changes() throws IOException {
    List<String> changes = new ArrayList<>();
    for (String line : server.audit()) {
      JsonNode event = new ObjectMapper().readTree(line);
      JsonNode object = event.path("objectRef");
      String user = event.path("impersonatedUser").path("username").asText("");
      if (user.isEmpty()
          && event.path("userAgent").asText().startsWith("kubectl")
          && !List.of("events", "selfsubjectaccessreviews", "customresourcedefinitions")
              .contains(object.path("resource").asText())
          && event.path("responseStatus").path("code").asInt() < 300) {
        changes.add(
            event.path("verb").asText()
                + " "
                + object.path("resource").asText()
                + " "
                + object.path("namespace").asText()
                + "/"
                + object.path("name").asText());
      }
    }
    return changes;
  }

  /** Every object that matters with its version. */
  private String versions() {
    return server
        .program()
        .run(
            "get",
            "helmcharts.helm.cattle.io,jobs,secrets,namespaces,appprojects.argoproj.io,"
                + APPLICATIONS
                + ",deployments,statefulsets",
            "-A",
            "-o",
            "jsonpath={range .items[*]}{.kind} {.metadata.name}"
                + " {.metadata.resourceVersion}{\"\\n\"}{end}")
        .succeeded()
        .out();
  }

  private String get(String... arguments) {
    List<String> all = new ArrayList<>(List.of("get"));
    all.addAll(List.of(arguments));
    return server.program().run(all).succeeded().out();
  }

  private static final List<String> IN_ORDER =
      List.of(
          "patch helmcharts kube-system/argocd",
          "patch namespaces ipam/ipam",
          "create secrets ipam/phpipam-db",
          "patch appprojects argocd/default",
          "patch applications argocd/home");

  @Test
  void handsTheClusterOverAndChangesNothingTheSecondTime() throws Exception {
    String commit = git("rev-parse", "--short=8", "HEAD").out().strip();
    argo();
    gitops(PATIENT);

    assertEquals(IN_ORDER, changes());
    List<String> told = said.lines.stream().filter(line -> !line.startsWith("  ")).toList();
    assertEquals("main of " + URL + " has what is here, at " + commit, told.get(0));
    for (String line :
        List.of(
            "helmchart kube-system/argocd: created",
            "job helm-install-argocd: complete",
            "the kinds of Argo CD: established",
            "deployment/argocd-repo-server: rolled out",
            "deployment/argocd-server: rolled out",
            "statefulset/argocd-application-controller: rolled out",
            "namespace ipam: created",
            "secret ipam/phpipam-db: created, with random passwords",
            "appproject argocd/default: changed",
            "application argocd/home: created",
            "application home: Synced, Healthy",
            "application phpipam: Synced, Healthy",
            "done: 2 Applications with 4 objects, all synced and healthy")) {
      assertTrue(told.contains(line), line + " in " + told);
    }
    assertEquals(
        "its first password: kubectl --kubeconfig=.kube/k3s-single.yaml -n argocd get secret"
            + " argocd-initial-admin-secret -o jsonpath='{.data.password}' | base64 -d; change"
            + " it under User Info, then delete that secret",
        told.get(told.size() - 1));
    assertEquals(
        URL, get("appproject", "default", "-n", "argocd", "-o", "jsonpath={.spec.sourceRepos[*]}"));
    String before = versions();

    gitops(PATIENT);

    assertEquals(before, versions());
    assertTrue(
        said.lines.contains(
            "nothing to change: 2 Applications with 4 objects, all synced and healthy"),
        said.lines.toString());
    assertTrue(
        said.lines.contains("secret ipam/phpipam-db is there and stays as it is"),
        said.lines.toString());
    assertEquals(
        """
        k3s-1 not there [tofu has made none yet: mvn homelab:provision]
        k3s-single not there [its API is ready, and it has no node yet]
        home at %1$s, 2 objects ok []
        phpipam at %1$s, 2 objects ok []
        main at %1$s, as here ok []"""
            .formatted(commit),
        status());
    assertEquals(before, versions());
  }

  @Test
  void doesWhatMakeDoesInItsOrder() throws Exception {
    argo();
    Program make = Program.tool("make").in(lab).with("HOME", home.toString());
    make.run("k8s-bootstrap", "argo").succeeded();

    assertEquals(IN_ORDER, changes());
    String before = versions();

    gitops(PATIENT);

    // make leaves before Argo CD has done its part.
    assertEquals(withoutApplications(before), withoutApplications(versions()));
  }

  private static String withoutApplications(String versions) {
    return versions
        .lines()
        .filter(line -> !line.startsWith("Application "))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void tellsArgoOfANewCommitAndWaitsForIt() throws Exception {
    argo();
    gitops(PATIENT);
    Path values = lab.resolve("k8s/clusters/home/infra/phpipam/values.yaml");
    Files.writeString(
        values, Files.readString(values).replace("SCAN_INTERVAL: 1h", "SCAN_INTERVAL: 2h"));
    String commit = commit("Scan less");

    assertEquals(
        """
        main of %s is at %s, whose k8s is another one than that of %s here
          fix: git push"""
            .formatted(
                URL, git("rev-parse", "--short=8", "HEAD~1").out().strip(), commit.substring(0, 8)),
        refusal(PATIENT));
    git("push", "--quiet", "origin", "main");
    gitops(PATIENT);

    assertEquals(
        commit + " " + commit,
        get(APPLICATIONS, "-n", "argocd", "-o", "jsonpath={.items[*].status.sync.revision}"));
    assertTrue(
        said.lines.stream()
            .anyMatch(
                l ->
                    l.startsWith("application phpipam is at ")
                        && l.endsWith(": told to look at " + commit.substring(0, 8))),
        said.lines.toString());
  }

  @Test
  void refusesWhatTheRepositoryLacksAndChangesNothing() throws Exception {
    Path root = lab.resolve("k8s/argo/app-of-apps.yaml");
    Files.writeString(root, Files.readString(root) + "# mine\n");
    assertEquals(
        """
        k8s/argo/app-of-apps.yaml is not committed, and Argo CD would sync without it
          fix: git add -A k8s && git commit, then git push""",
        refusal(PATIENT));

    git("checkout", "--quiet", "k8s");
    Path other = scratch.resolve("other");
    git("clone", "--quiet", URL, other.toString());
    Program elsewhere = Program.tool("git").in(other).with("HOME", home.toString());
    elsewhere.run("commit", "--quiet", "--allow-empty", "-m", "From elsewhere").succeeded();
    elsewhere.run("push", "--quiet").succeeded();
    String there = elsewhere.run("rev-parse", "--short=8", "HEAD").succeeded().out().strip();
    assertEquals(
        """
        main of %s is at %s, a commit that is not here
          fix: git pull --rebase, look at what came, then git push"""
            .formatted(URL, there),
        refusal(PATIENT));

    // The same k8s in another commit is good enough.
    git("pull", "--quiet", "--rebase", "origin", "main");
    Files.writeString(lab.resolve("README.md"), "Mine\n");
    commit("Only words");
    Files.delete(lab.resolve(".kube/k3s-single.yaml"));
    assertEquals(
        """
        there is no kubeconfig %s
          fix: fetch it: mvn homelab:kubeconfig -Dhomelab.env=k3s-single"""
            .formatted(lab.resolve(".kube/k3s-single.yaml")),
        refusal(PATIENT));
    assertEquals(List.of(), changes());
  }

  @Test
  void saysThatAnApplicationStaysDegradedAndGoesOnWhenItIsMended() throws Exception {
    argo("phpipam-degraded");
    assertEquals(
        """
        the Applications of Argo CD: not within 20 s, the last answer: phpipam is Synced, \
        Degraded: Deployment phpipam-web is Degraded: Deployment "phpipam-web" exceeded its \
        progress deadline
          fix: kubectl -n argocd describe application phpipam; README.md, Hand over, has what is \
        behind the usual messages""",
        refusal(waits(LONG, LONG, Duration.ofSeconds(20))));
    String password = get("secret", "phpipam-db", "-n", "ipam", "-o", "jsonpath={.data}");

    standIn.mend("phpipam-degraded");
    server
        .program()
        .run("annotate", APPLICATIONS, "phpipam", "-n", "argocd", "argocd.argoproj.io/refresh=hard")
        .succeeded();
    gitops(PATIENT);

    assertEquals(password, get("secret", "phpipam-db", "-n", "ipam", "-o", "jsonpath={.data}"));
  }

  @Test
  void waitsForAnApiThatGoesAwayAndSaysSoWhenItStaysAway() throws Exception {
    argo();
    said.onLine =
        line -> {
          if (line.equals("the kinds of Argo CD: established")) {
            gate.shut();
          } else if (line.startsWith("waiting for ")
              && line.contains("refused - did you specify")) {
            gate.open();
          }
        };
    gitops(PATIENT);
    assertTrue(
        said.lines.stream().anyMatch(l -> l.contains("refused - did you specify")),
        said.lines.toString());

    said.onLine =
        line -> {
          if (line.startsWith("appproject ")) {
            gate.shut();
          }
        };
    assertEquals(
        """
        an answer of the Kubernetes API: not within 3 s, the last answer: The connection to the \
        server 127.0.0.1:%d was refused - did you specify the right host or port?
          fix: see that the machine runs and k3s on it, then run this again"""
            .formatted(gate.port()),
        refusal(waits(SHORT, LONG, LONG)));

    gate.open();
    said.onLine = line -> {};
    gitops(PATIENT);
    assertTrue(
        said.lines.contains(
            "nothing to change: 2 Applications with 4 objects, all synced and healthy"),
        said.lines.toString());
  }

  @Test
  void saysWhichKindIsNeverEstablished() throws Exception {
    argo("kind-not-established");
    assertEquals(
        """
        the kind applicationsets.argoproj.io: not within 3 s, the last answer: it is not \
        established
          fix: kubectl -n kube-system logs job/helm-install-argocd shows whether the chart \
        brought it""",
        refusal(waits(LONG, SHORT, LONG)));
    assertEquals(List.of("patch helmcharts kube-system/argocd"), changes());
  }

  @Test
  void saysWhyArgoWasNotInstalled() throws Exception {
    argo("chart-fails");
    assertEquals(
        """
        Argo CD was not installed: no chart version found for argo-cd-10.10.0
          fix: see why: kubectl -n kube-system logs job/helm-install-argocd; README.md, Argo CD, \
        has the way out""",
        refusal(PATIENT));
  }

  @Test
  void givesArgoTheCredentialsOfAPrivateRepositoryAndShowsThemNowhere() throws Exception {
    // git can read it here, by its user's own means, and nobody else can.
    git("config", "--global", "--unset-all", "url.file://" + repository + ".insteadOf");
    Files.writeString(
        home.resolve(".gitconfig"),
        Files.readString(home.resolve(".gitconfig"))
            + "[protocol]\n  allow = always\n[url \"ext::"
            + gitForOnlyItsUser()
            + "\"]\n  insteadOf = "
            + URL
            + "\n");
    argo();
    assertEquals(
        """
        %s is private, and Argo CD has no credentials for it
          fix: write into settings.xml a <server> with <id>git.example.org</id>, <username> and \
        <password>, an access token that may read; or set HOMELAB_GIT_USERNAME and \
        HOMELAB_GIT_PASSWORD"""
            .formatted(URL),
        refusal(PATIENT));
    assertEquals(List.of(), changes());

    String token = "planted-token-4711/+=";
    variables.put("HOMELAB_GIT_USERNAME", "me");
    variables.put("HOMELAB_GIT_PASSWORD", token);
    gitops(PATIENT);

    assertTrue(
        said.lines.contains("secret argocd/homelab-repo: created, from the environment"),
        said.lines.toString());
    assertEquals(
        "git " + URL + " me " + token + " repository",
        Stream.of("type", "url", "username", "password")
                .map(
                    key ->
                        get(
                            "secret",
                            "homelab-repo",
                            "-n",
                            "argocd",
                            "-o",
                            "go-template={{index .data \"" + key + "\" | base64decode}}"))
                .collect(Collectors.joining(" "))
            + " "
            + get(
                "secret",
                "homelab-repo",
                "-n",
                "argocd",
                "-o",
                "go-template={{index .metadata.labels \"argocd.argoproj.io/secret-type\"}}"));
    String before = versions();
    gitops(PATIENT);
    assertEquals(before, versions());

    // From now on the cluster has them, and they need not be given again.
    variables.clear();
    gitops(PATIENT);
    assertEquals(before, versions());
    assertFalse(whatIsWrittenIn(lab).contains(token));
    assertFalse(said.lines.toString().contains(token));
  }

  /** Without the credential helpers that git was told to leave out, it refuses. */
  private String gitForOnlyItsUser() throws IOException {
    Path script =
        Files.writeString(
            scratch.resolve("remote"),
            """
            #!/bin/sh
            case "$GIT_CONFIG_PARAMETERS" in *credential.helper*) echo 'Authentication failed' >&2; exit 1;; esac
            exec "$1" '%s'
            """
                .formatted(repository));
    Files.setPosixFilePermissions(
        script, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    return script + " %S ";
  }

  private static String whatIsWrittenIn(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
