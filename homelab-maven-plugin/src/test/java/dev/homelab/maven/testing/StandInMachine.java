package dev.homelab.maven.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.homelab.maven.flow.Reach;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** On loopback, what a machine shows of itself: an SSH server's greeting, and a Kubernetes API. */
public final class StandInMachine implements Reach, AutoCloseable {

  private static final String PASSWORD = "no-secret";

  private static byte[] certificate;

  private final ServerSocket ssh;
  private final HttpsServer api;
  private volatile String greeting = "SSH-2.0-OpenSSH_8.7\r\n";
  private volatile int readyz = 401;

  private StandInMachine(ServerSocket ssh, HttpsServer api) {
    this.ssh = ssh;
    this.api = api;
  }

  /** Starts one. */
  public static StandInMachine start() throws Exception {
    HttpsServer api =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setHttpsConfigurator(new HttpsConfigurator(context()));
    StandInMachine machine =
        new StandInMachine(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), api);
    api.createContext(
        "/readyz",
        exchange -> {
          exchange.sendResponseHeaders(machine.readyz, -1);
          exchange.close();
        });
    api.start();
    Thread greeter = new Thread(machine::greet, "ssh");
    greeter.setDaemon(true);
    greeter.start();
    return machine;
  }

  private void greet() {
    while (!ssh.isClosed()) {
      try (Socket client = ssh.accept()) {
        client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // closed, or the client was faster
      }
    }
  }

  private static SSLContext context() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(new ByteArrayInputStream(certificate()), PASSWORD.toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Made once for all: it takes a second. */
  private static synchronized byte[] certificate() throws Exception {
    if (certificate == null) {
      Path folder = Files.createTempDirectory("machine");
      Path file = folder.resolve("machine.p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  "EC",
                  "-alias",
                  "api",
                  "-dname",
                  "CN=k3s",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("keytool has made no certificate");
      }
      certificate = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
    }
    return certificate;
  }

  /** Greets so from now on. */
  public void greeting(String newGreeting) {
    greeting = newGreeting;
  }

  /** Its API answers with this status from now on. */
  public void readyz(int status) {
    readyz = status;
  }

  @Override
  public InetSocketAddress ssh(String ip) {
    return (InetSocketAddress) ssh.getLocalSocketAddress();
  }

  @Override
  public Optional<InetSocketAddress> api(String ip) {
    return Optional.of(api.getAddress());
  }

  @Override
  public void close() throws IOException {
    ssh.close();
    api.stop(0);
  }
}
