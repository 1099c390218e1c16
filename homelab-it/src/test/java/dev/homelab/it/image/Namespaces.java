package dev.homelab.it.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The way this machine lets us mount things that nobody else sees: directly as root, through a user
 * namespace for everyone else (and for root in a container that may not mount).
 */
enum Namespaces {
  OF_ROOT(List.of("unshare", "--mount", "--net", "--ipc", "--uts")),
  OF_A_USER(List.of("unshare", "--user", "--map-root-user", "--mount", "--net", "--ipc", "--uts"));

  private static final Optional<Namespaces> USABLE = find();

  private final List<String> command;

  Namespaces(List<String> command) {
    this.command = command;
  }

  /** The first way that works here, or empty where the kernel or a container forbids both. */
  static Optional<Namespaces> usable() {
    return USABLE;
  }

  /** The words to put before a command, so that it runs in namespaces of its own. */
  List<String> command() {
    return command;
  }

  private static Optional<Namespaces> find() {
    for (Namespaces way : values()) {
      if (way.works()) {
        return Optional.of(way);
      }
    }
    return Optional.empty();
  }

  private boolean works() {
    List<String> trial = new ArrayList<>(command);
    trial.addAll(List.of("mount", "--bind", "/usr", "/usr"));
    try {
      Process process = new ProcessBuilder(trial).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no unshare: not a Linux with util-linux
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
