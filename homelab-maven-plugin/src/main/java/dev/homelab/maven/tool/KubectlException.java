package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Result;
import java.util.List;
import java.util.Optional;

/** kubectl, or the API behind it, does not do what it was asked to. */
public final class KubectlException extends HomelabException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 500;

  /** Why. */
  public enum Kind {
    /** No API answers, or it goes away in the middle. */
    UNREACHABLE,
    /** The API does not know such a kind: its definition is not there yet. */
    UNKNOWN_KIND,
    /** There is no such object. */
    NOT_FOUND,
    /** There is one already. */
    ALREADY_EXISTS,
    /** Somebody else holds the fields that were to be set. */
    CONFLICT,
    /** The key in the kubeconfig does not open this. */
    DENIED,
    /** Anything else: the API does not accept it. */
    REFUSED
  }

  /** What only an API prints that is away, or that comes or goes. */
  private static final List<String> AWAY =
      List.of(
          "was refused - did you specify",
          "Unable to connect to the server",
          "couldn't get current server API group list",
          "connection refused",
          "connection reset",
          "i/o timeout",
          "TLS handshake timeout",
          "context deadline exceeded",
          "client connection lost",
          "http2: ",
          "unexpected EOF",
          ": EOF",
          "etcdserver: ",
          "(ServiceUnavailable)",
          "(InternalError)",
          "(Timeout)",
          "(TooManyRequests)",
          "apiserver not ready");

  private final Kind kind;
  private final String words;

  private KubectlException(Kind kind, String what, String words, String fix) {
    super(new Problem(what + " failed: " + words, fix));
    this.kind = kind;
    this.words = words;
  }

  /**
   * Of what it has printed.
   *
   * @param what it was to do: "applying k8s/argo/app-of-apps.yaml"
   */
  static KubectlException of(String what, Result result) {
    String printed = result.errors() + "\n" + result.output();
    Kind kind = result.ok() || result.exitedWith(1) ? kind(printed) : Kind.UNREACHABLE;
    return new KubectlException(kind, what, words(result), fix(kind, result));
  }

  private static Kind kind(String printed) {
    if (printed.contains("no matches for kind")
        || printed.contains("the server doesn't have a resource type")) {
      return Kind.UNKNOWN_KIND;
    } else if (printed.contains("(NotFound)")) {
      return Kind.NOT_FOUND;
    } else if (printed.contains("(AlreadyExists)")) {
      return Kind.ALREADY_EXISTS;
    } else if (printed.contains("Apply failed with")) {
      return Kind.CONFLICT;
    } else if (printed.contains("Unauthorized")
        || printed.contains("(Forbidden)")
        || printed.contains("x509: ")) {
      return Kind.DENIED;
    }
    return AWAY.stream().anyMatch(printed::contains) ? Kind.UNREACHABLE : Kind.REFUSED;
  }

  private static String words(Result result) {
    if (!result.ok() && !result.exitedWith(1)) {
      return result.ending();
    }
    // The log library of kubectl prints each failed try before the last word; that word counts.
    Optional<String> last =
        result
            .errors()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.matches("[EWI]\\d{4} .*"))
            .filter(line -> !line.startsWith("Please review the fields"))
            .findFirst();
    String words = last.orElse(result.ending()).replaceFirst("^(?:[Ee]rror: )+", "");
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
  }

  private static String fix(Kind kind, Result result) {
    String log = result.log().map(l -> "; all it said is in " + l).orElse("");
    return switch (kind) {
      case UNREACHABLE -> "see that the machine runs and k3s on it, then run this again";
      case UNKNOWN_KIND -> "wait until its definition is there, then run this again" + log;
      case CONFLICT ->
          "Argo CD, or somebody, holds these fields by now: commit and push the change instead, or"
              + " take the object as it is in the cluster";
      case DENIED -> "fetch the kubeconfig again: mvn homelab:kubeconfig";
      default -> "mend what it names, then run this again" + log;
    };
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** kubectl's own words, in a line. */
  public String words() {
    return words;
  }
}
