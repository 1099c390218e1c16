package dev.homelab.maven.simulator.state;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A machine: its configuration as Proxmox writes it, and whether it runs. */
public final class VirtualMachine {

  private int vmid;
  private String node;
  private boolean running;
  private long startedAt;
  private int pid;
  private String lock = "";
  private final TreeMap<String, String> config = new TreeMap<>();
  private final TreeMap<String, String> pending = new TreeMap<>();
  private final TreeSet<String> pendingDeletes = new TreeSet<>();
  private List<String> guestAddresses = List.of();

  private VirtualMachine() {}

  /** One that does not run and has no configuration yet. */
  public static VirtualMachine of(int vmid, String node) {
    VirtualMachine machine = new VirtualMachine();
    machine.vmid = vmid;
    machine.node = node;
    return machine;
  }

  /** With one more line of configuration. */
  public VirtualMachine with(String key, String value) {
    config.put(key, value);
    return this;
  }

  /** Its number. */
  public int vmid() {
    return vmid;
  }

  /** Where it is. */
  public String node() {
    return node;
  }

  /** It has moved. */
  public void moveTo(String newNode) {
    node = newNode;
  }

  /** As configured; a machine without a name is called after its number. */
  public String name() {
    return config.getOrDefault("name", "VM " + vmid);
  }

  /** Whether it can only be cloned. */
  public boolean isTemplate() {
    return "1".equals(config.get("template"));
  }

  /** Whether it is on. */
  public boolean isRunning() {
    return running;
  }

  /** In milliseconds since 1970. */
  public long startedAt() {
    return startedAt;
  }

  /** Of its process; 0 without one. */
  public int pid() {
    return pid;
  }

  /** It is on from now. */
  public void start(long now, int newPid) {
    running = true;
    startedAt = now;
    pid = newPid;
  }

  /** It is off. */
  public void stop() {
    running = false;
    startedAt = 0;
    pid = 0;
  }

  /** What is being done with it, like clone; empty for nothing. */
  public String lock() {
    return lock;
  }

  /** Says what is being done with it. */
  public void lock(String reason) {
    lock = reason;
  }

  /** As it is now, to be changed. */
  public TreeMap<String, String> config() {
    return config;
  }

  /** What becomes true when it is off. */
  public TreeMap<String, String> pending() {
    return pending;
  }

  /** What is removed when it is off. */
  public TreeSet<String> pendingDeletes() {
    return pendingDeletes;
  }

  /** As it will be when it is off. */
  public Map<String, String> configToCome() {
    Map<String, String> all = new TreeMap<>(config);
    all.putAll(pending);
    all.keySet().removeAll(pendingDeletes);
    return all;
  }

  /** The addresses its guest has beside those of its configuration, as its agent tells them. */
  public List<String> guestAddresses() {
    return guestAddresses;
  }

  /** Says which addresses its guest has. */
  public void guestAddresses(List<String> addresses) {
    guestAddresses = List.copyOf(addresses);
  }
}
