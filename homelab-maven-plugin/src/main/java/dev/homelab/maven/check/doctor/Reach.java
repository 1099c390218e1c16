package dev.homelab.maven.check.doctor;

/** Whether something in the network answers. */
public interface Reach {

  /** Whether a machine answers at that IPv4 address; takes about a second when none does. */
  boolean answers(String address);

  /** Whether something takes a connection there; takes about a second when nothing does. */
  boolean connects(String host, int port);
}
