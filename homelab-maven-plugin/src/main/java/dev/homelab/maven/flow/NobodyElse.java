package dev.homelab.maven.flow;

import dev.homelab.maven.check.doctor.Reach;

/** The network of a rehearsal: nobody else is in it. */
final class NobodyElse implements Reach {

  @Override
  public boolean answers(String address) {
    return false;
  }

  @Override
  public boolean connects(String host, int port) {
    return false;
  }
}
