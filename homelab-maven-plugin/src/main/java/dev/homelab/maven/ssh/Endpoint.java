package dev.homelab.maven.ssh;

/**
 * Where to log in, and as whom.
 *
 * @param host a name or an address
 * @param port 22, mostly
 * @param user on that machine
 */
public record Endpoint(String host, int port, String user) {

  /** Where every machine's server listens that does not say otherwise. */
  public static final int PORT = 22;

  /** At the usual port. */
  public static Endpoint of(String user, String host) {
    return new Endpoint(host, PORT, user);
  }

  /** As known_hosts files write it: the port is only told when it is another one than 22. */
  String knownAs() {
    return port == PORT ? host : "[" + host + "]:" + port;
  }

  /** As it is typed: {@code user@host}, with the port when it is another one than 22. */
  @Override
  public String toString() {
    return user + "@" + (port == PORT ? host : host + ":" + port);
  }
}
