package dev.homelab.maven.flow;

import java.net.InetSocketAddress;

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
        public InetSocketAddress api(String ip) {
          return new InetSocketAddress(ip, 6443);
        }
      };

  /** Its SSH server. */
  InetSocketAddress ssh(String ip);

  /** Its Kubernetes API. */
  InetSocketAddress api(String ip);
}
