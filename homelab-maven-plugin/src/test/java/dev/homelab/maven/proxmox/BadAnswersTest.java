package dev.homelab.maven.proxmox;

import static dev.homelab.maven.proxmox.Asking.PATIENCE;
import static dev.homelab.maven.proxmox.Asking.SECRET;
import static dev.homelab.maven.proxmox.Asking.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What {@link ProxmoxApi} says of servers that are no Proxmox, or of one that is not well. */
@Timeout(60)
class BadAnswersTest {

  private static final String CHECK_URL =
      "\n  fix: see that proxmox_url in homelab.properties names Proxmox's API, like"
          + " https://pve.lan:8006/api2/json";

  private static String answered(String status, String body, Asking.Question question)
      throws IOException {
    return answered(RawServer.always(status, body), question);
  }

  private static String answered(RawServer.Answer answer, Asking.Question question)
      throws IOException {
    try (RawServer server = RawServer.plain(answer)) {
      return Asking.message(server, question);
    }
  }

  @Test
  void namesTheTitleOfAWebPage() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /version with a web page titled 'Welcome to nginx!': that is"
            + " not Proxmox's API"
            + CHECK_URL,
        answered(
            "200 OK",
            "<!DOCTYPE html>\n<html><head><title>Welcome to nginx!</title></head></html>",
            ProxmoxApi::version));
  }

  @Test
  void saysThatAnAnswerIsEmpty() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /nodes with an empty answer: that is not Proxmox's API"
            + CHECK_URL,
        answered("200 OK", "", ProxmoxApi::nodes));
  }

  @Test
  void saysThatAnAnswerIsNoJson() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /version with something that is no JSON: that is not"
            + " Proxmox's API"
            + CHECK_URL,
        answered("200 OK", "220 mail.lan ESMTP", ProxmoxApi::version));
  }

  @Test
  void saysThatJsonIsSomebodyElses() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /version with JSON without \"data\": that is not Proxmox's API"
            + CHECK_URL,
        answered("200 OK", "{\"major\":\"1\",\"minor\":\"36\"}", ProxmoxApi::version));
  }

  @Test
  void takesNothingThatFollowsTheJson() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /version with something that is no JSON: that is not"
            + " Proxmox's API"
            + CHECK_URL,
        answered("200 OK", "{\"data\":{\"version\":\"9.1.3\"}}<html>", ProxmoxApi::version));
  }

  @Test
  void givesUpOnJsonThatNestsAHundredThousandDeep() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /version with JSON that nests too deep or holds a value that"
            + " is too long: that is not Proxmox's API"
            + CHECK_URL,
        answered("200 OK", "{\"data\":" + "[".repeat(100_000), ProxmoxApi::version));
  }

  @Test
  void stopsToReadAnAnswerOfTenGigabytes() throws Exception {
    long[] sent = {0};
    RawServer.Answer endless =
        (request, out) -> {
          RawServer.text(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
          sent[0] = pour(out, 10_000_000_000L);
        };

    assertEquals(
        "localhost:PORT answers GET /version with more than 16 MiB" + CHECK_URL,
        answered(endless, ProxmoxApi::version));
    assertTrue(sent[0] < 200_000_000, () -> sent[0] + " bytes were taken");
  }

  @Test
  void stopsToReadAnAnswerThatDoesNotSayHowLongItIs() throws Exception {
    RawServer.Answer endless =
        (request, out) -> {
          RawServer.text(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
          pour(out, 10_000_000_000L);
        };

    assertEquals(
        "localhost:PORT answers GET /version with more than 16 MiB" + CHECK_URL,
        answered(endless, ProxmoxApi::version));
  }

  /** How much went out before the other side closed. */
  private static long pour(OutputStream out, long bytes) {
    byte[] piece = " ".repeat(1 << 16).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    long sent = 0;
    try {
      for (; sent < bytes; sent += piece.length) {
        out.write(piece);
      }
    } catch (IOException e) {
      // It has closed.
    }
    return sent;
  }

  @Test
  void saysThatAnObjectShouldBeThereAndIsNot() throws Exception {
    assertEquals(
        """
        localhost:PORT answers GET /version with something else than an object
          fix: see that it is Proxmox VE 8 or 9, with nothing in between that changes answers""",
        answered("200 OK", "{\"data\":[1,2]}", ProxmoxApi::version));
  }

  @Test
  void saysThatAListShouldBeThereAndIsNot() throws Exception {
    assertEquals(
        """
        localhost:PORT answers GET /cluster/resources with something else than a list
          fix: see that it is Proxmox VE 8 or 9, with nothing in between that changes answers""",
        answered("200 OK", "{\"data\":null}", ProxmoxApi::vms));
  }

  @Test
  void takesNoTaskWhoseNameHoldsALineBreak() throws Exception {
    assertEquals(
        """
        localhost:PORT answers POST /nodes/pve/qemu/100/status/stop with something else than the \
        name of a task
          fix: see that it is Proxmox VE 8 or 9, with nothing in between that changes answers""",
        answered(
            "200 OK",
            "{\"data\":\"UPID:pve:0003A2C1:01B2D3E4:692F0A11:qmstop:100:root@pam:\\n\"}",
            proxmox -> proxmox.stop("pve", 100)));
  }

  @Test
  void showsWhatIsHiddenInProxmoxsWords() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers GET /version with 500: a\\u001B[31mred\\nforged\\u202Egpj
          fix: see what the node says: journalctl -u pvedaemon -u pveproxy --since -10min""",
        answered(
            "500 oops",
            "{\"data\":null,\"message\":\"a\\u001b[31mred\\nforged\\u202egpj\\n\"}",
            ProxmoxApi::version));
  }

  @Test
  void showsWhatIsHiddenInAPagesTitle() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /version with a web page titled 'a\\u001Bb': that is not"
            + " Proxmox's API"
            + CHECK_URL,
        answered("200 OK", "<html><title>a\u001bb</title>", ProxmoxApi::version));
  }

  @Test
  void cutsWordsThatNobodyWouldRead() throws Exception {
    String message =
        answered(
            "500 oops",
            "{\"data\":null,\"message\":\"" + "x".repeat(1_000_000) + "\"}",
            ProxmoxApi::version);

    assertEquals(
        "Proxmox at localhost:PORT answers GET /version with 500: "
            + "x".repeat(400)
            + "...\n  fix: see what the node says: journalctl -u pvedaemon -u pveproxy --since"
            + " -10min",
        message);
  }

  @Test
  void doesNotRepeatATokenThatIsSentBack() throws Exception {
    RawServer.Answer echo =
        (request, out) -> RawServer.send(out, "200 OK", "<title>" + request + "</title>");

    String message = answered(echo, ProxmoxApi::version);

    assertFalse(message.contains(SECRET), message);
    assertTrue(message.contains("PVEAPIToken=homelab@pve!ci=***"), message);
  }

  @Test
  void saysThatTheTokenIsNotAccepted() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT does not accept the API token homelab@pve!ci
          fix: see on the node with 'pveum user token list homelab@pve' whether it exists and has \
        not expired; its secret cannot be seen again, only a new token be made: pveum user token \
        add homelab@pve ci""",
        answered("401 No ticket", "", ProxmoxApi::version));
  }

  @Test
  void waitsForTheRefusalThatProxmoxHoldsBackForThreeSeconds() throws Exception {
    RawServer.Answer late =
        (request, out) -> {
          Thread.sleep(3000);
          RawServer.send(
              out, "401 token", "{\"data\":null,\"message\":\"invalid token value!\\n\"}");
        };

    assertEquals(
        """
        Proxmox at localhost:PORT does not accept the API token homelab@pve!ci: invalid token value!
          fix: see on the node with 'pveum user token list homelab@pve' whether it exists and has \
        not expired; its secret cannot be seen again, only a new token be made: pveum user token \
        add homelab@pve ci""",
        answered(late, ProxmoxApi::version));
  }

  @Test
  void saysHowToGrantThePrivilegeThatIsLacking() throws Exception {
    assertEquals(
        """
        The API token homelab@pve!ci may not do GET /nodes/pve/qemu/100/config: Permission check \
        failed (/vms/100, VM.Audit)
          fix: let it: pveum role add Homelab-VM-Audit --privs VM.Audit && pveum acl modify /vms/100 \
        --roles Homelab-VM-Audit --tokens 'homelab@pve!ci'; if it is not privilege separated, \
        --users homelab@pve instead""",
        answered(
            "403 Permission check failed (/vms/100, VM.Audit)",
            "{\"data\":null,\"message\":\"Permission check failed (/vms/100, VM.Audit)\\n\"}",
            proxmox -> proxmox.vmConfig("pve", 100)));
  }

  @Test
  void ofPrivilegesOfWhichAnyIsEnoughAsksForTheSmallest() throws Exception {
    assertEquals(
        """
        The API token homelab@pve!ci may not do GET /nodes/pve/storage/local/content: Permission \
        check failed (/storage/local, Datastore.AllocateSpace|Datastore.Audit)
          fix: let it: pveum role add Homelab-Datastore-Audit --privs Datastore.Audit && pveum acl \
        modify /storage/local --roles Homelab-Datastore-Audit --tokens 'homelab@pve!ci'; if it is \
        not privilege separated, --users homelab@pve instead""",
        answered(
            "403 Forbidden",
            "{\"data\":null,\"message\":\"Permission check failed (/storage/local,"
                + " Datastore.AllocateSpace|Datastore.Audit)\"}",
            proxmox -> proxmox.volumes("pve", "local", "iso")));
  }

  @Test
  void makesNoCommandOfAPathThatIsNone() throws Exception {
    assertEquals(
        """
        The API token homelab@pve!ci may not do GET /version: Permission check failed (/;rm -rf /, \
        VM.Audit)
          fix: mvn homelab:doctor names every privilege that it lacks""",
        answered(
            "403 Forbidden",
            "{\"data\":null,\"message\":\"Permission check failed (/;rm -rf /, VM.Audit)\"}",
            ProxmoxApi::version));
  }

  @Test
  void saysSoWhenARefusalComesWithoutWords() throws Exception {
    assertEquals(
        """
        The API token homelab@pve!ci may not do GET /nodes/pve/status
          fix: mvn homelab:doctor names every privilege that it lacks""",
        answered("403 ", "", proxmox -> proxmox.nodeStatus("pve")));
  }

  @Test
  void namesEachParameterThatProxmoxFindsFaultWith() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers PUT /nodes/pve/qemu/100/config with 400: Parameter \
        verification failed; description: value may only be 8192 characters long
          fix: correct the value that it names; if it names none, see that it is Proxmox VE 8 or 9""",
        answered(
            "400 Parameter verification failed.",
            "{\"data\":null,\"message\":\"Parameter verification failed.\\n\",\"errors\":"
                + "{\"description\":\"value may only be 8192 characters long\\n\"}}",
            proxmox -> proxmox.setDescription("pve", 100, "x", "")));
  }

  @Test
  void saysThatAMachineDoesNotExist() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers GET /nodes/pve/qemu/100/config with 500: Configuration \
        file 'nodes/pve/qemu-server/100.conf' does not exist
          fix: see in Proxmox whether it is called so, and whether it was removed meanwhile""",
        answered(
            "500 no",
            "{\"data\":null,\"message\":\"Configuration file 'nodes/pve/qemu-server/100.conf' does"
                + " not exist\\n\"}",
            proxmox -> proxmox.vmConfig("pve", 100)));
  }

  @Test
  void saysThatANodeDoesNotExist() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers GET /nodes/pvx/status with 500: hostname lookup 'pvx' \
        failed - failed to get address info for: pvx: Name or service not known
          fix: name a node that exists: 'pvecm nodes' on any of them lists all""",
        answered(
            "500 no",
            "{\"data\":null,\"message\":\"hostname lookup 'pvx' failed - failed to get address info"
                + " for: pvx: Name or service not known\\n\"}",
            proxmox -> proxmox.nodeStatus("pvx")));
  }

  @Test
  void saysThatAMachineIsLocked() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers DELETE /nodes/pve/qemu/100 with 500: VM is locked (clone)
          fix: wait until the task that holds it has ended; a lock that a broken one left behind \
        goes with 'qm unlock ID' on the node""",
        answered(
            "500 VM is locked (clone)",
            "{\"data\":null,\"message\":\"VM is locked (clone)\\n\"}",
            proxmox -> proxmox.delete("pve", 100)));
  }

  @Test
  void saysThatTheGuestAgentDoesNotAnswerYet() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers GET /nodes/pve/qemu/100/agent/network-get-interfaces \
        with 500: QEMU guest agent is not running
          fix: wait until the machine has started; in it, qemu-guest-agent has to run""",
        answered(
            "500 QEMU guest agent is not running",
            "{\"data\":null,\"message\":\"QEMU guest agent is not running\\n\"}",
            proxmox -> proxmox.agentInterfaces("pve", 100)));
  }

  @Test
  void saysSoWhenAFailureComesWithoutWords() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers GET /nodes with 500
          fix: see what the node says: journalctl -u pvedaemon -u pveproxy --since -10min""",
        answered("500 ", "", ProxmoxApi::nodes));
  }

  @Test
  void saysThatACallIsNotKnown() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT answers GET /version with 501: Method 'GET /version' not \
        implemented
          fix: see that it is Proxmox VE 8 or 9 and that proxmox_url ends with /api2/json""",
        answered(
            "501 no",
            "{\"data\":null,\"message\":\"Method 'GET /version' not implemented\"}",
            ProxmoxApi::version));
  }

  @Test
  void saysThatAProxyInBetweenDoesNotReachProxmox() throws Exception {
    assertEquals(
        """
        a proxy at localhost:PORT answers 502 (a web page titled '502 Bad Gateway'): it does not \
        reach Proxmox
          fix: see that pveproxy runs behind it, or write the node's own address into proxmox_url""",
        answered(
            "502 Bad Gateway",
            "<html>\r\n<head><title>502 Bad Gateway</title></head></html>",
            ProxmoxApi::version));
  }

  @Test
  void saysThatSomethingInBetweenAsksForALogin() throws Exception {
    assertEquals(
        "localhost:PORT answers GET /version with 401 and a web page titled 'Sign in': that is not"
            + " Proxmox's API"
            + CHECK_URL
            + ", and that nothing in between asks for a login",
        answered("401 no", "<html><title>Sign in</title></html>", ProxmoxApi::version));
  }

  @Test
  void saysThatANodeIsNotReachedByTheOneThatAnswers() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT does not reach the node 'pve2' (595)
          fix: see that it is up and in the cluster: 'pvecm status' on a node that is""",
        answered("595 Errors during connection", "", proxmox -> proxmox.nodeStatus("pve2")));
  }

  @Test
  void saysThatANodeBreaksOffWithTheOneThatAnswers() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT does not reach the node 'pve2' (596): tls handshake failed
          fix: see that it is up and in the cluster: 'pvecm status' on a node that is""",
        answered(
            "596 broken",
            "{\"data\":null,\"message\":\"tls handshake failed\"}",
            proxmox -> proxmox.nodeStatus("pve2")));
  }

  @Test
  void doesNotFollowARedirectionToAnotherHost() throws Exception {
    try (RawServer other = RawServer.plain(RawServer.always("200 OK", "{\"data\":{}}"));
        RawServer server =
            RawServer.plain(
                (request, out) ->
                    RawServer.text(
                        out,
                        "HTTP/1.1 302 Found\r\nLocation: "
                            + other.url()
                            + "\r\nContent-Length: 0\r\n\r\n"))) {
      String message = Asking.message(server, ProxmoxApi::version);

      assertEquals(
          "localhost:PORT answers GET /version with 302, a redirection to "
              + other.url()
              + "\n  fix: write the address that really answers into proxmox_url: the token is not"
              + " sent after a redirection",
          message);
      assertEquals(0, other.requests().size());
    }
  }

  @Test
  void doesNotFollowARedirectionWithinTheSameHostEither() throws Exception {
    try (RawServer server =
        RawServer.plain(
            (request, out) ->
                RawServer.text(
                    out, "HTTP/1.1 301 Moved\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n"))) {
      assertEquals(
          "localhost:PORT answers GET /version with 301, a redirection to /login\n  fix: write the"
              + " address that really answers into proxmox_url: the token is not sent after a"
              + " redirection",
          Asking.message(server, ProxmoxApi::version));
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void stopsToReadAHeaderWithoutAnEnd() throws Exception {
    RawServer.Answer endless =
        (request, out) -> {
          RawServer.text(out, "HTTP/1.1 200 OK\r\nX-Endless: ");
          pour(out, 10_000_000_000L);
        };

    assertEquals(
        "localhost:PORT does not speak HTTP" + CHECK_URL, answered(endless, ProxmoxApi::version));
  }

  @Test
  void saysThatTheOtherSideDoesNotSpeakHttp() throws Exception {
    assertEquals(
        "localhost:PORT does not speak HTTP: Invalid status line: \"SSH-2.0-OpenSSH_9.9\""
            + CHECK_URL,
        answered(
            (request, out) -> RawServer.text(out, "SSH-2.0-OpenSSH_9.9\r\n"), ProxmoxApi::version));
  }

  @Test
  void saysThatTheConnectionBreaksBeforeTheAnswer() throws Exception {
    assertEquals(
        """
        the connection to localhost:PORT broke at GET /version: it was closed before the answer was \
        whole
          fix: see that the node is up, and on it: systemctl status pveproxy""",
        answered((request, out) -> {}, ProxmoxApi::version));
  }

  @Test
  void warnsThatAChangeMayHaveBeenMadeWhenTheConnectionBreaks() throws Exception {
    assertEquals(
        """
        the connection to localhost:PORT broke at POST /nodes/pve/qemu/100/status/stop: it was closed \
        before the answer was whole
          fix: look in Proxmox whether it was done all the same, before it is done again""",
        answered((request, out) -> {}, proxmox -> proxmox.stop("pve", 100)));
  }

  @Test
  void saysThatAnAnswerBreaksOff() throws Exception {
    String message =
        answered(
            (request, out) ->
                RawServer.text(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":"),
            ProxmoxApi::version);

    assertEquals(
        """
        the connection to localhost:PORT broke at GET /version: it was closed before the answer was \
        whole
          fix: see that the node is up, and on it: systemctl status pveproxy""",
        message);
  }

  @Test
  void givesUpAtTheDeadlineWhenNothingComes() throws Exception {
    assertEquals(
        """
        Proxmox at localhost:PORT did not answer GET /version within 300 ms
          fix: try again; if it stays so, see on the node: systemctl status pveproxy pvedaemon""",
        slow((request, out) -> Thread.sleep(30_000), ProxmoxApi::version));
  }

  @Test
  void givesUpAtTheDeadlineWhenAnAnswerTrickles() throws Exception {
    RawServer.Answer trickle =
        (request, out) -> {
          RawServer.text(out, "HTTP/1.1 200 OK\r\n\r\n");
          while (true) {
            RawServer.text(out, " ");
            Thread.sleep(20);
          }
        };

    assertEquals(
        """
        Proxmox at localhost:PORT did not answer POST /nodes/pve/qemu/100/status/start within 300 ms
          fix: look in Proxmox whether it was done all the same, before it is done again""",
        slow(trickle, proxmox -> proxmox.start("pve", 100)));
  }

  private static String slow(RawServer.Answer answer, Asking.Question question) throws IOException {
    try (RawServer server = RawServer.plain(answer)) {
      Connection hasty =
          new Connection(server.url(), TOKEN, new Trust.SystemTrust(), Duration.ofMillis(300));
      return assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> Asking.message(server, hasty, Outside.real(), question));
    }
  }

  @Test
  void givesUpAtTheDeadlineWhenDnsHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Outside hanging =
        new Outside(
            host -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                // As deaf as the real one.
              }
              throw new UnknownHostException(host);
            },
            System::nanoTime,
            time -> {});
    Connection hasty =
        new Connection(
            URI.create("https://pve.lan:8006/api2/json"),
            TOKEN,
            new Trust.SystemTrust(),
            Duration.ofMillis(300));

    ProxmoxException failure =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> Asking.failure(hasty, hanging, ProxmoxApi::version));

    assertEquals(
        """
        the name 'pve.lan' in proxmox_url was not resolved within 300 ms
          fix: see whether this machine's DNS server answers, or write the node's IP address instead""",
        failure.getMessage());
    assertEquals(Kind.TIMEOUT, failure.kind());
  }

  @Test
  void saysThatANameIsNotKnown() {
    Outside none =
        new Outside(
            host -> {
              throw new UnknownHostException(host);
            },
            System::nanoTime,
            time -> {});

    ProxmoxException failure =
        Asking.failure(
            Asking.connection(URI.create("https://pve.lan:8006/api2/json")),
            none,
            ProxmoxApi::version);

    assertEquals(
        """
        the name 'pve.lan' in proxmox_url is not known here
          fix: correct it, or write the node's IP address instead""",
        failure.getMessage());
  }

  /** Once nobody accepts and the queue is full, Linux drops what else wants to connect. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void saysThatAnAddressDoesNotAnswer() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket deaf = new ServerSocket(0, 1, here);
        Socket first = new Socket(here, deaf.getLocalPort());
        Socket second = new Socket(here, deaf.getLocalPort())) {
      assertTrue(first.isConnected() && second.isConnected());
      URI url = URI.create("http://localhost:" + deaf.getLocalPort() + "/api2/json");

      ProxmoxException failure =
          Asking.failure(
              new Connection(url, TOKEN, new Trust.SystemTrust(), Duration.ofSeconds(1)),
              Outside.real(),
              ProxmoxApi::version);

      assertEquals(
          "localhost:"
              + deaf.getLocalPort()
              + " does not answer\n  fix: see that the node is up, that proxmox_url names it, and"
              + " that no firewall is in between",
          failure.getMessage());
    }
  }

  @Test
  void saysThatNothingListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }

    ProxmoxException failure =
        Asking.failure(
            Asking.connection(URI.create("http://localhost:" + port + "/api2/json")),
            new Asking.Clock().outside(),
            ProxmoxApi::version);

    assertEquals(
        "nothing listens at localhost:"
            + port
            + "\n  fix: see that the node is up and that proxmox_url has the right port, 8006"
            + " unless it was changed",
        failure.getMessage());
  }

  @Test
  void stopsWhenItIsInterrupted() throws Exception {
    try (RawServer server = RawServer.plain((request, out) -> Thread.sleep(30_000))) {
      Thread.currentThread().interrupt();

      String message = Asking.message(server, ProxmoxApi::version);

      assertTrue(Thread.interrupted());
      assertEquals(
          """
          GET /version at localhost:PORT was interrupted
            fix: start it again""",
          message);
    }
  }

  @Test
  void refusesAddressesThatWouldLeakTheToken() {
    assertEquals(
        """
        proxmox_url 'http://pve.lan:8006/api2/json' would send the API token readable for everybody \
        in between
          fix: write https:// instead of http://""",
        unusable("http://pve.lan:8006/api2/json"));
    assertEquals(
        """
        proxmox_url holds a user or a password
          fix: take it out: the API token is given apart""",
        unusable("https://root:hunter2@pve.lan:8006/api2/json"));
  }

  @Test
  void refusesAddressesThatAreNone() {
    String fix = "\n  fix: write it like https://pve.lan:8006/api2/json";

    assertEquals(
        "proxmox_url 'pve.lan:8006' is no address that can be asked" + fix,
        unusable("pve.lan:8006"));
    assertEquals(
        "proxmox_url 'https://my_pve:8006/api2/json' is no address that can be asked" + fix,
        unusable("https://my_pve:8006/api2/json"));
    assertEquals(
        "proxmox_url 'https://pve.lan/#v1:0' has a '?' or a '#'" + fix,
        unusable("https://pve.lan/#v1:0"));
  }

  private static String unusable(String url) {
    ProxmoxException failure =
        Asking.failure(
            Asking.connection(URI.create(url)),
            Outside.real(),
            proxmox -> {
              throw new AssertionError("opened");
            });
    assertEquals(Kind.CONFIGURATION, failure.kind());
    return failure.getMessage();
  }

  @Test
  void refusesATokenThatHasNoUserOrNoSingleWordAsSecret() {
    assertEquals(
        """
        'root' is not the id of an API token of Proxmox
          fix: give it whole, as user@realm!name, like homelab@pve!ci""",
        unusable(new ApiToken("root", SECRET)));
    assertEquals(
        """
        the secret of the API token 'homelab@pve!ci' is no single word
          fix: give the UUID that Proxmox showed when the token was made, and nothing else""",
        unusable(new ApiToken("homelab@pve!ci", SECRET + "\r\nX-Injected: 1")));
    assertEquals(
        """
        the secret of the API token 'homelab@pve!ci' is empty
          fix: give the UUID that Proxmox showed when the token was made, and nothing else""",
        unusable(new ApiToken("homelab@pve!ci", "")));
  }

  private static String unusable(ApiToken token) {
    Connection connection =
        new Connection(
            URI.create("https://pve.lan:8006/api2/json"), token, new Trust.SystemTrust(), PATIENCE);
    return Asking.failure(
            connection,
            Outside.real(),
            proxmox -> {
              throw new AssertionError("opened");
            })
        .getMessage();
  }
}
