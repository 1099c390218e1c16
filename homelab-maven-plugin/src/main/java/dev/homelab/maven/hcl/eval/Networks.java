package dev.homelab.maven.hcl.eval;

/** The functions on IPv4 networks. IPv6 is left unknown. */
final class Networks {
  private Networks() {}

  /** A network; {@code address} may have bits beyond the prefix. */
  private record Network(long address, int prefix) {
    long mask() {
      return prefix == 0 ? 0 : 0xffffffffL << (32 - prefix) & 0xffffffffL;
    }

    long base() {
      return address & mask();
    }

    long size() {
      return 1L << (32 - prefix);
    }
  }

  /** Reads a network; null if it is one of IPv6. */
  private static Network parse(String text) throws EvaluationFailure {
    int slash = text.indexOf('/');
    if (slash > 0 && text.indexOf(':') >= 0) {
      return null;
    }
    int prefix = slash < 0 ? -1 : decimal(text.substring(slash + 1), 32);
    long address = 0;
    String[] parts = slash < 0 ? new String[0] : text.substring(0, slash).split("\\.", -1);
    boolean sound = parts.length == 4 && prefix >= 0;
    for (String part : parts) {
      int octet = decimal(part, 255);
      sound &= octet >= 0;
      address = address << 8 | octet & 0xff;
    }
    if (!sound) {
      throw new EvaluationFailure(
          null, "\"" + text + "\" is not a network in the form ADDRESS/PREFIX");
    }
    return new Network(address, prefix);
  }

  private static int decimal(String digits, int most) {
    if (digits.isEmpty() || digits.length() > 9 || !isDigits(digits)) {
      return -1;
    }
    int value = Integer.parseInt(digits);
    return value > most ? -1 : value;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Value text(long address) {
    return Value.of(
        (address >> 24 & 255)
            + "."
            + (address >> 16 & 255)
            + "."
            + (address >> 8 & 255)
            + "."
            + (address & 255));
  }

  static Value host(String network, int number) throws EvaluationFailure {
    Network parsed = parse(network);
    if (parsed == null) {
      return Value.UNKNOWN;
    }
    long host = number < 0 ? parsed.size() + number : number;
    if (host < 0 || host >= parsed.size()) {
      throw new EvaluationFailure(
          null, "the prefix of " + network + " leaves no room for a host numbered " + number);
    }
    return text(parsed.base() + host);
  }

  static Value netmask(String network) throws EvaluationFailure {
    Network parsed = parse(network);
    if (parsed == null) {
      throw new EvaluationFailure(null, "IPv6 addresses have no netmask: " + network);
    }
    return text(parsed.mask());
  }

  static Value subnet(String network, int newBits, int number) throws EvaluationFailure {
    Network parsed = parse(network);
    if (parsed == null) {
      return Value.UNKNOWN;
    }
    int prefix = parsed.prefix() + newBits;
    if (newBits < 0 || prefix > 32 || number < 0 || number >= 1L << newBits) {
      throw new EvaluationFailure(
          null, network + " cannot be extended by " + newBits + " bits to number " + number);
    }
    Network subnet = new Network(parsed.base() + ((long) number << (32 - prefix)), prefix);
    return Value.of(((Value.Text) text(subnet.address())).text() + "/" + prefix);
  }
}
