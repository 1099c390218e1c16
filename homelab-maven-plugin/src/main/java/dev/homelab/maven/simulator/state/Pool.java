package dev.homelab.maven.simulator.state;

import java.util.TreeSet;

/** Machines and storages that belong together. */
public record Pool(String id, String comment, TreeSet<Integer> machines, TreeSet<String> storages) {

  /** What is left out is empty. */
  public Pool {
    comment = comment == null ? "" : comment;
    machines = machines == null ? new TreeSet<>() : machines;
    storages = storages == null ? new TreeSet<>() : storages;
  }
}
