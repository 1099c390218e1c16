package dev.homelab.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.homelab.it.BareMaven;
import dev.homelab.it.GeneratedTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole builds that fetch tools: from a server that gives nothing good, a mirror of all hosts that
 * releases come from, and from the Maven repository, where one comes as an artifact.
 */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = {"amd64", "aarch64"},
    disabledReason = "other systems fetch other files")
class FetchTest {

  private static final List<String> HOSTS =
      List.of("releases.hashicorp.com", "github.com", "dl.k8s.io", "get.helm.sh");

  @TempDir Path scratch;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Path lab;
  private Path tools;

  @BeforeEach
  void serve() throws IOException {
    lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("lab"));
    tools = scratch.resolve("tools");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    try (exchange) {
      if (path.contains("packer")) {
        exchange.sendResponseHeaders(403, -1);
      } else if (path.contains("tofu")) {
        exchange.sendResponseHeaders(200, 7);
        exchange.getResponseBody().write("no tofu".getBytes());
      } else if (path.contains("kustomize")) {
        exchange.getResponseHeaders().set("Location", path);
        exchange.sendResponseHeaders(302, -1);
      } else {
        exchange.sendResponseHeaders(200, 1_000_000);
        exchange.getResponseBody().write(new byte[1000]); // and no more
      }
    }
  }

  private BareMaven maven() throws IOException {
    StringBuilder mirrors = new StringBuilder("  <mirrors>\n");
    for (String host : HOSTS) {
      mirrors.append(
          """
              <mirror>
                <id>mirror-of-%1$s</id>
                <mirrorOf>%1$s</mirrorOf>
                <url>http://localhost:%2$d</url>
              </mirror>
          """
              .formatted(host, server.getAddress().getPort()));
    }
    String plain = Files.readString(Path.of(System.getProperty("it.settings")));
    Path settings = scratch.resolve("settings.xml");
    Files.writeString(
        settings, plain.replace("  <profiles>", mirrors + "  </mirrors>\n  <profiles>"));
    return new BareMaven(lab).settings(settings);
  }

  private BareMaven.Running start(String... more) throws IOException {
    return maven()
        .start(
            Stream.concat(
                    Stream.of(
                        "homelab:preflight",
                        "-Dhomelab.tools.dir=" + tools,
                        "-Dhomelab.tools.download=true"),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  private List<String> inTheCache() throws IOException {
    if (!Files.exists(tools)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(tools)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> tools.relativize(file).toString())
          .filter(file -> !file.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void twoBuildsAtOnceMakeOneDownloadAndKeepNothingThatIsBad() throws Exception {
    BareMaven.Running one = start();
    // Both write into their homelab's target.
    lab = GeneratedTree.copyTo(GeneratedTree.answered(), scratch.resolve("other"));
    BareMaven.Running two = start();

    int fetched = 0;
    for (BareMaven.Running build : List.of(one, two)) {
      GeneratedTree.Output output = build.end();
      String text = output.text();
      assertEquals(0, output.exitCode(), text);
      assertTrue(text.contains("packer 1.16.0 cannot be fetched from http://localhost:"), text);
      assertTrue(text.contains(".zip: the answer is 403"), text);
      assertTrue(text.contains("tofu 1.12.6 is not what was expected: "), text);
      assertTrue(text.contains("it is redirected more than 5 times"), text);
      assertTrue(
          text.lines().anyMatch(l -> l.matches(".* shellcheck 0[.]9[.]0 +6 scripts .*")), text);
      fetched += text.contains("fetching shellcheck 0.9.0 in dev.dimlight:") ? 1 : 0;
    }
    assertEquals(1, fetched, "builds that have fetched shellcheck");
    assertEquals(List.of("tools/shellcheck/0.9.0/shellcheck"), inTheCache());
  }

  @Test
  void offlineNothingIsFetched() throws Exception {
    GeneratedTree.Output output = start("-o").end();

    assertEquals(0, output.exitCode(), output.text());
    assertTrue(
        output.text().contains("not on this machine: packer, tofu, kustomize, shellcheck,"),
        output.text());
    assertEquals(List.of(), requests);
    assertEquals(List.of(), inTheCache());
  }
}
