package dev.homelab.maven.answers;

import dev.homelab.maven.problem.Rule;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The kinds of values, but for keys. */
final class Kinds {

  private static final String RUNS_LATE =
      "The tools accept it and fail later, half-way through their work.";

  static final Rule TYPE = Rule.error("answers/type", RUNS_LATE);
  static final Rule RANGE = Rule.error("answers/out-of-range", RUNS_LATE);
  static final Rule ADDRESS =
      Rule.error(
          "answers/address", "cloud-init writes it as it is; the machine then has no network.");
  static final Rule NAME_FORM =
      Rule.error("answers/name", "Proxmox, Kubernetes or DNS refuses such a name.");
  static final Rule URL =
      Rule.error("answers/url", "A tool would call another place than meant, or none.");
  static final Rule VERSION =
      Rule.error(
          "answers/version", "It becomes part of the template's name and of download addresses.");
  static final Rule TIME_ZONE_RULE =
      Rule.error("answers/timezone", "The image's build stops when it sets the time zone.");

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  static final Kind BOOLEAN =
      when(
          v -> v.equals("true") || v.equals("false"),
          TYPE,
          "is neither true nor false",
          "write true or false");

  static final Kind DNS_LABEL =
      pattern(
          LABEL,
          NAME_FORM,
          "is no DNS label",
          "use lower-case letters, digits and inner hyphens, at most 63 of them, like k3s-1");

  static final Kind NAME =
      pattern(
          "[A-Za-z][A-Za-z0-9._-]{0,99}",
          NAME_FORM,
          "is no name of a Proxmox storage or a server entry",
          "begin with a letter and go on with letters, digits, dots, hyphens and underscores, like local-lvm");

  static final Kind BRIDGE =
      pattern(
          "[A-Za-z][A-Za-z0-9._-]{0,14}",
          NAME_FORM,
          "is no name of a bridge",
          "take a name from Proxmox's Network page, at most 15 characters, like vmbr0");

  static final Kind USER =
      pattern(
          "(?!root$)[a-z_][a-z0-9_-]{0,31}",
          NAME_FORM,
          "is no name of a Linux user that may log in",
          "use lower-case letters, digits, hyphens and underscores, not root, like almalinux");

  static final Kind IMAGE_VERSION =
      pattern(
          "[0-9]+(\\.[0-9]+){0,2}",
          VERSION,
          "is no image version",
          "count up from 1, or use numbers with dots, like 1.2.0");

  static final Kind K3S_VERSION =
      pattern(
          "v1\\.[0-9]+\\.[0-9]+\\+k3s[0-9]+",
          VERSION,
          "is no k3s release",
          "write it as k3s tags it, like v1.36.3+k3s1");

  static final Kind SIZE =
      pattern(
          "[1-9][0-9]{0,4}[GT]",
          TYPE,
          "is no disk size",
          "write whole gibibytes or tebibytes with their letter, like 60G");

  static final Kind PATH =
      pattern(
          "(~/|/|[A-Za-z]:/|[A-Za-z0-9._])[^:*?<>|]*",
          TYPE,
          "is no path of a file",
          "write a path with slashes, absolute or from your home folder, like ~/.ssh/id_ed25519");

  static final Kind GIT_REVISION =
      pattern(
          "(?!.*(\\.\\.|//|@\\{))[A-Za-z0-9][A-Za-z0-9._/-]*(?<![./])",
          NAME_FORM,
          "is no name of a branch, tag or commit",
          "write the branch Argo CD follows, like main");

  static final Kind CHECKSUM =
      pattern(
          "(sha256:)?[0-9a-f]{64}|(sha512:)?[0-9a-f]{128}|file:(https?://\\S+)",
          TYPE,
          "is no checksum that packer can use",
          "write sha256:<64 hexadecimal digits>, or file:<address of a CHECKSUM file>");

  static final Kind IPV4 =
      when(
          v -> Ipv4.address(v).isPresent(),
          ADDRESS,
          "is no IPv4 address",
          "write four numbers from 0 to 255 without leading zeros, like 10.23.45.1");

  static final Kind ADDRESS_IN_NETWORK = Kinds::addressInNetwork;

  static final Kind NAMESERVERS =
      when(
          v -> Pattern.compile(" ").splitAsStream(v).allMatch(Kinds::isAddress),
          ADDRESS,
          "is no list of IP addresses",
          "write one or more IPv4 or IPv6 addresses with one blank between them, like 10.23.45.1 2606:4700:4700::1111");

  static final Kind TIME_ZONE =
      when(
          ZoneId.getAvailableZoneIds()::contains,
          TIME_ZONE_RULE,
          "is no time zone",
          "use a name of the tz database, like Europe/Berlin or UTC");

  static final Kind PROXMOX_URL =
      when(
          v -> isUrl(v, "https") && v.endsWith("/api2/json"),
          URL,
          "is no address of a Proxmox API",
          "write https://HOST:8006/api2/json");

  static final Kind ISO_URL =
      when(
          v -> isUrl(v, "https", "http") && v.endsWith(".iso"),
          URL,
          "is no address of an ISO file",
          "write a http or https address that ends with .iso");

  static final Kind GIT_URL =
      when(
          v ->
              isUrl(v, "https", "ssh") || v.matches("[A-Za-z0-9_-]+@[A-Za-z0-9.-]+:(?!//)[^\\s:]+"),
          URL,
          "is no address of a git repository that Argo CD can read",
          "write https://HOST/OWNER/REPO.git, ssh://git@HOST/OWNER/REPO.git or git@HOST:OWNER/REPO.git");

  static final Kind INTERFACE =
      pattern(
          "[A-Za-z][A-Za-z0-9._:-]{0,14}",
          NAME_FORM,
          "is no name of a network interface",
          "write the interface of this computer that the new machine can reach, like eth0, or auto");

  private Kinds() {}

  /** A whole number between two others, both included. */
  static Kind number(int least, int most) {
    return value -> {
      if (!value.matches("0|[1-9][0-9]{0,9}")) {
        return fault(TYPE, "is no whole number", "write digits only, like " + least);
      }
      long number = Long.parseLong(value);
      return number < least || number > most
          ? fault(RANGE, "is out of range", "write a number from " + least + " to " + most)
          : Optional.empty();
    };
  }

  private static Optional<Kind.Fault> addressInNetwork(String value) {
    Optional<Ipv4> ip = Ipv4.inNetwork(value);
    if (ip.isEmpty()) {
      return fault(
          ADDRESS,
          "is no IPv4 address with the length of its network",
          "write the address, a slash and the length, like 10.23.45.31/24");
    }
    if (ip.get().prefix() < 8 || ip.get().prefix() > 30) {
      return fault(
          ADDRESS,
          "has no room for machines, or too much: its network's length is not between 8 and 30",
          "write the length of your network, mostly 24, like 10.23.45.31/24");
    }
    if (ip.get().isNetworkAddress()) {
      return fault(
          ADDRESS,
          "is the address of the network itself",
          "give the machine a free address inside " + ip.get().network());
    }
    if (ip.get().isBroadcastAddress()) {
      return fault(
          ADDRESS,
          "is the broadcast address of its network",
          "give the machine a free address inside " + ip.get().network());
    }
    return Optional.empty();
  }

  /** Whether it is an IPv4 or IPv6 address. Never asks DNS. */
  private static boolean isAddress(String text) {
    if (text.indexOf(':') < 0) {
      return Ipv4.address(text).isPresent();
    }
    if (!text.matches("[0-9A-Fa-f:.]+")) {
      return false;
    }
    try {
      // With a colon in it, the JDK takes it for an IPv6 literal or throws.
      InetAddress.getByName(text);
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isUrl(String text, String... schemes) {
    try {
      URI uri = new URI(text);
      boolean known = false;
      for (String scheme : schemes) {
        known |= scheme.equals(uri.getScheme());
      }
      // Names with an underscore have no host for java.net.URI, and no certificate either.
      return known && uri.getHost() != null && uri.getPort() <= 65535 && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Kind pattern(String regex, Rule rule, String what, String fix) {
    Pattern pattern = Pattern.compile(regex);
    return when(v -> pattern.matcher(v).matches(), rule, what, fix);
  }

  private static Kind when(Predicate<String> right, Rule rule, String what, String fix) {
    return value -> right.test(value) ? Optional.empty() : fault(rule, what, fix);
  }

  private static Optional<Kind.Fault> fault(Rule rule, String what, String fix) {
    return Optional.of(new Kind.Fault(rule, what, fix));
  }
}
