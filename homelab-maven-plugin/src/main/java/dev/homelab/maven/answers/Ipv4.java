package dev.homelab.maven.answers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address and the network it lies in.
 *
 * @param address as an unsigned number
 * @param prefix length of the network's part, 0 to 32
 */
public record Ipv4(int address, int prefix) {

  // No leading zeros: some readers take 010 for eight.
  private static final String BYTE = "(0|[1-9][0-9]{0,2})";
  private static final Pattern ADDRESS =
      Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE + "(?:/([0-9]{1,2}))?");

  /** Reads {@code 10.23.45.1}, whose prefix is then 32. */
  public static Optional<Ipv4> address(String text) {
    return text.indexOf('/') < 0 ? read(text) : Optional.empty();
  }

  /** Reads {@code 10.23.45.31/24}. */
  public static Optional<Ipv4> inNetwork(String text) {
    return text.indexOf('/') >= 0 ? read(text) : Optional.empty();
  }

  private static Optional<Ipv4> read(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int address = 0;
    for (int i = 1; i <= 4; i++) {
      int part = Integer.parseInt(matcher.group(i));
      if (part > 255) {
        return Optional.empty();
      }
      address = address << 8 | part;
    }
    int prefix = matcher.group(5) == null ? 32 : Integer.parseInt(matcher.group(5));
    return prefix > 32 ? Optional.empty() : Optional.of(new Ipv4(address, prefix));
  }

  private int mask() {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  /** Whether the other address lies in this one's network. */
  public boolean sameNetwork(Ipv4 other) {
    return (address & mask()) == (other.address & mask());
  }

  /** Whether it is the network's own address, which no machine may have. */
  boolean isNetworkAddress() {
    return prefix < 31 && address == (address & mask());
  }

  /** Whether it reaches all machines of the network, and so is no machine's own. */
  boolean isBroadcastAddress() {
    return prefix < 31 && address == (address | ~mask());
  }

  /** {@code 10.23.45.0/24}. */
  public String network() {
    return dotted(address & mask()) + "/" + prefix;
  }

  /** The network's first address for a machine, a usual gateway. */
  public String firstHost() {
    return dotted((address & mask()) + (prefix < 31 ? 1 : 0));
  }

  private static String dotted(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }
}
