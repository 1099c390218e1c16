package dev.homelab.maven.flow;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Where the services of a machine answer: there, or where a rehearsal puts them. */
public interface Reach {

  /** On the machine itself. */
  Reach DIRECT =
      new Reach() {
        @Override
        public InetSocketAddress ssh(String ip) {
          return new InetSocketAddress(ip, 22);
        }

        @Override
        public Optional<InetSocketAddress> api(String ip) {
          return Optional.of(new InetSocketAddress(ip, 6443));
        }
      };

  /** Its SSH server. */
  InetSocketAddress ssh(String ip);

  /** Its Kubernetes API; empty where there can be none. */
  Optional<InetSocketAddress> api(String ip);
}
