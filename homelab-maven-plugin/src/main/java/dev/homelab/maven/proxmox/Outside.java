package dev.homelab.maven.proxmox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What tests replace: DNS, the clock and waiting.
 *
 * @param names finds the addresses of a name
 * @param nanos passes as {@link System#nanoTime} does
 * @param sleeper waits
 */
record Outside(Names names, LongSupplier nanos, Sleeper sleeper) {

  /** Finds the addresses of a name. */
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** Waits. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  static Outside real() {
    return new Outside(
        InetAddress::getAllByName, System::nanoTime, time -> Thread.sleep(time.toMillis()));
  }
}
