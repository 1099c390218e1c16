package dev.homelab.maven.simulator.state;

import java.util.List;

/**
 * A hypervisor.
 *
 * @param name as the web interface shows it
 * @param online whether it answers
 * @param cores of all sockets together
 * @param cpuModel as /proc/cpuinfo names it
 * @param cpuFlags what it can do, with blanks between
 * @param memory in bytes
 * @param memoryUsed in bytes, beside the machines
 * @param load of the last minute
 * @param address its own
 * @param clockOffset how many seconds its clock is ahead
 * @param bridges what machines can be attached to
 */
public record Node(
    String name,
    Boolean online,
    Integer cores,
    Integer sockets,
    String cpuModel,
    String cpuFlags,
    Long memory,
    Long memoryUsed,
    Double load,
    String address,
    long clockOffset,
    List<Bridge> bridges) {

  /** What EL9 needs and kvm64 lacks is in this list. */
  public static final String MODERN_FLAGS =
      "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse"
          + " sse2 ht syscall nx rdtscp lm constant_tsc cpuid pni pclmulqdq vmx ssse3 fma cx16"
          + " sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand hypervisor lahf_lm abm bmi1 avx2"
          + " bmi2 erms";

  /** What is left out is a healthy node with 16 cores and 64 GiB. */
  public Node {
    online = online == null || online;
    cores = cores == null ? 16 : cores;
    sockets = sockets == null ? 1 : sockets;
    cpuModel = cpuModel == null ? "AMD Ryzen 9 5950X 16-Core Processor" : cpuModel;
    cpuFlags = cpuFlags == null ? MODERN_FLAGS : cpuFlags;
    memory = memory == null ? 64L << 30 : memory;
    memoryUsed = memoryUsed == null ? 2L << 30 : memoryUsed;
    load = load == null ? 0.12 : load;
    address = address == null ? "10.23.45.2" : address;
    bridges = bridges == null ? List.of() : List.copyOf(bridges);
  }
}
