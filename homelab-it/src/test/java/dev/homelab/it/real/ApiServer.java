package dev.homelab.it.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A Kubernetes API server with its etcd on loopback ports, one for the whole test run: a parameter
 * of whichever test asks for it. There is no kubelet, so nothing that it accepts ever runs. It
 * knows the kinds of Argo CD and of k3s' helm controller, and the namespace of the former.
 */
final class ApiServer implements AutoCloseable {

  /** Hands it to the tests, and ends it after the last of them. */
  static final class Extension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ApiServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(ApiServer.class, key -> started(), ApiServer.class);
    }
  }

  private static final int PATIENCE_IN_SECONDS = 120;
  private static final Pattern NAME = Pattern.compile("(?m)^  name: \"?([a-z0-9-]+)\"?$");

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private boolean auditing;
  private int port;
  private final Thread lastResort = new Thread(this::endProcesses);

  private ApiServer(Path folder) {
    this.folder = folder;
  }

  private static ApiServer started() {
    ApiServer server = null;
    try {
      Path folder = Files.createTempDirectory(Toolchain.work(), "api-server");
      server = new ApiServer(folder);
      Runtime.getRuntime().addShutdownHook(server.lastResort);
      server.start();
      server.addKindsAndNamespace();
      return server;
    } catch (IOException | GeneralSecurityException | InterruptedException | AssertionError e) {
      if (server != null) {
        server.close();
      }
      throw new AssertionError("the API server did not start: " + e.getMessage(), e);
    }
  }

  /**
   * One of its own for a test, as it is before anything was installed: it knows the kinds of k3s'
   * helm controller only. Its audit log names every change.
   */
  static ApiServer asK3sLeavesIt(Path folder) throws IOException {
    ApiServer server = new ApiServer(Files.createDirectories(folder));
    Runtime.getRuntime().addShutdownHook(server.lastResort);
    try {
      server.auditing = true;
      server.start();
      for (Path crd : CustomResources.definitions()) {
        if (Files.readString(crd).contains("group: helm.cattle.io")) {
          server.kubectl("apply", "--server-side", "-f", crd.toString()).succeeded();
        }
      }
      server.await("HelmCharts", "wait", "crd", "--all", "--for=condition=Established");
      return server;
    } catch (IOException | GeneralSecurityException | InterruptedException | AssertionError e) {
      server.close();
      throw new AssertionError("the API server did not start: " + e.getMessage(), e);
    }
  }

  private void start() throws IOException, GeneralSecurityException, InterruptedException {
    int[] ports = freePorts(3);
    String etcd = "http://127.0.0.1:" + ports[0];
    processes.add(
        Program.tool("etcd")
            .start(
                folder.resolve("etcd.log"),
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + etcd,
                "--advertise-client-urls=" + etcd,
                "--listen-peer-urls=http://127.0.0.1:" + ports[1],
                // What it holds is thrown away: a crash costs nothing.
                "--unsafe-no-fsync"));
    String token = randomToken();
    Path tokens = secret("tokens.csv", token + ",tests,tests,system:masters\n");
    Path key = secret("service-accounts.pem", privateKey());
    String kubernetes = "https://127.0.0.1:" + ports[2];
    port = ports[2];
    List<String> arguments = new ArrayList<>();
    if (auditing) {
      Path policy =
          Files.writeString(
              folder.resolve("audit-policy.yaml"),
              """
              apiVersion: audit.k8s.io/v1
              kind: Policy
              omitStages: [RequestReceived]
              rules:
                - {level: Metadata, verbs: [create, update, patch, delete]}
                - {level: None}
              """);
      arguments.add("--audit-policy-file=" + policy);
      arguments.add("--audit-log-path=" + folder.resolve("audit.log"));
    }
    arguments.addAll(
        List.of(
            "--etcd-servers=" + etcd,
            "--bind-address=127.0.0.1",
            "--secure-port=" + ports[2],
            "--cert-dir=" + folder.resolve("certificates"),
            "--token-auth-file=" + tokens,
            "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + key,
            "--service-account-signing-key-file=" + key,
            // That of k3s.
            "--service-cluster-ip-range=10.43.0.0/16",
            // Nobody here makes the account that each pod would need.
            "--disable-admission-plugins=ServiceAccount"));
    processes.add(
        Program.tool("kube-apiserver")
            .start(folder.resolve("kube-apiserver.log"), arguments.toArray(new String[0])));
    secret(
        "kubeconfig",
        """
        apiVersion: v1
        kind: Config
        clusters:
          - name: tests
            cluster: {server: "%s", certificate-authority: certificates/apiserver.crt}
        users:
          - name: tests
            user: {token: "%s"}
        contexts:
          - name: tests
            context: {cluster: tests, user: tests}
        current-context: tests
        """
            .formatted(kubernetes, token));
    await("an answer of the API server", "get", "--raw=/readyz");
  }

  /** How to reach it, as an administrator. */
  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /** Where it listens. */
  int port() {
    return port;
  }

  /** Every request that has changed something, as JSON, a line each. */
  List<String> audit() throws IOException {
    return Files.readAllLines(folder.resolve("audit.log"));
  }

  private void addKindsAndNamespace() throws IOException, InterruptedException {
    for (Path crd : CustomResources.definitions()) {
      kubectl("apply", "--server-side", "-f", crd.toString()).succeeded();
    }
    // Right after its kind was made, to wait for it may be an error.
    await("the added kinds", "wait", "crd", "--all", "--for=condition=Established", "--timeout=5s");
    // The helm controller would make it, and every tree has objects in it.
    kubectl("create", "namespace", "argocd").succeeded();
  }

  /**
   * What the server says to these manifests. Nothing of it is kept. A dry run makes no namespace,
   * and whatever lies in one would be refused: those among the manifests are there for the while.
   */
  Program.Ended dryRun(String manifests) {
    List<String> added = new ArrayList<>();
    for (String document : manifests.split("(?m)^---")) {
      Matcher name = NAME.matcher(document);
      if (document.contains("\nkind: Namespace\n")
          && name.find()
          && kubectl("create", "namespace", name.group(1)).exitCode() == 0) {
        added.add(name.group(1));
      }
    }
    try {
      return program()
          .reading(manifests)
          .run("apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", "-");
    } finally {
      added.forEach(this::remove);
    }
  }

  /** By hand to the end, for the controller that would empty it does not run here. */
  private void remove(String namespace) {
    kubectl("delete", "namespace", namespace, "--wait=false").succeeded();
    program()
        .reading(
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
                .formatted(namespace))
        .run("replace", "--raw=/api/v1/namespaces/" + namespace + "/finalize", "-f", "-")
        .succeeded();
  }

  private Program.Ended kubectl(String... arguments) {
    return program().run(arguments);
  }

  Program program() {
    return Program.tool("kubectl")
        .with("KUBECONFIG", kubeconfig().toString())
        .with("KUBECACHEDIR", folder.resolve("kubectl-cache").toString());
  }

  private void await(String what, String... arguments) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_IN_SECONDS);
    Program.Ended last;
    do {
      last = kubectl(arguments);
      if (last.exitCode() == 0) {
        return;
      }
      for (Process process : processes) {
        if (!process.isAlive()) {
          throw new AssertionError("ended too early, see the logs in " + folder);
        }
      }
      Thread.sleep(200);
    } while (System.nanoTime() < end);
    throw new AssertionError(
        "%s: not within %d s, see the logs in %s; last answer: %s"
            .formatted(what, PATIENCE_IN_SECONDS, folder, last.said()));
  }

  @Override
  public void close() {
    endProcesses();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  /** The API server first: without its etcd it would log nothing but complaints. */
  private void endProcesses() {
    try {
      for (int i = processes.size() - 1; i >= 0; i--) {
        Program.end(processes.get(i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path secret(String name, String text) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private static String randomToken() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String privateKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted("PRIVATE KEY", lines);
  }

  /** Free a moment ago: all are held until the last is known, so that they differ. */
  private static int[] freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      int[] ports = new int[count];
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        ports[i] = sockets.get(i).getLocalPort();
      }
      return ports;
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
