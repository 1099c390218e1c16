package dev.homelab.maven.proxmox;

import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the status and the words of a refusal into what it means and what to do. */
final class Refusals {

  private static final Pattern PERMISSION =
      Pattern.compile(".*\\((/[\\w./@!-]*), ([A-Za-z.]+(?:[|, ]+[A-Za-z.]+)*)\\).*");

  /**
   * What Proxmox says in its own ways with the status 500.
   *
   * @param words that it contains, as a pattern
   * @param kind that it is
   * @param fix for it
   */
  private record Known(Pattern words, Kind kind, String fix) {

    static Known of(String words, Kind kind, String fix) {
      return new Known(Pattern.compile("(?i)" + words), kind, fix);
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          Known.of(
              "guest agent|VM \\d+ is not running|VM \\d+ not running",
              Kind.AGENT_SILENT,
              "wait until the machine has started; in it, qemu-guest-agent has to run"),
          Known.of(
              "hostname lookup .* failed|no such cluster node|node '[^']*' does not exist",
              Kind.NOT_FOUND,
              "name a node that exists: 'pvecm nodes' on any of them lists all"),
          Known.of(
              "is locked|can't lock file|got lock timeout|unable to acquire lock",
              Kind.LOCKED,
              "wait until the task that holds it has ended; a lock that a broken one left behind"
                  + " goes with 'qm unlock ID' on the node"),
          Known.of(
              "no quorum",
              Kind.SERVER,
              "bring more of the cluster's nodes up: 'pvecm status' shows who is missing"),
          Known.of(
              "no space left|not enough (free )?space|out of space|insufficient space",
              Kind.SERVER,
              "make room on that storage, or name another one in homelab.properties"),
          Known.of(
              "detected modified configuration|file change by other user",
              Kind.REJECTED,
              "somebody else changed it in between: look at it, then try again"),
          Known.of(
              "does(n't| not) exist|no such|unable to find|not found",
              Kind.NOT_FOUND,
              "see in Proxmox whether it is called so, and whether it was removed meanwhile"));

  private final ApiToken token;
  private final String address;

  Refusals(ApiToken token, String address) {
    this.token = token;
    this.address = address;
  }

  ProxmoxException of(Call call, int status, List<String> reasons) {
    String words = Words.cut(String.join("; ", reasons.stream().map(Words::phrase).toList()));
    return switch (status) {
      case 401 -> unauthorized(words);
      case 403 -> forbidden(call, words);
      case 404 -> refused(Kind.NOT_FOUND, call, status, words, lookup(words));
      case 400, 413, 414 ->
          refused(
              Kind.REJECTED,
              call,
              status,
              words,
              "correct the value that it names; if it names none, see that it is Proxmox VE 8 or 9");
      case 501 ->
          refused(
              Kind.REJECTED,
              call,
              status,
              words,
              "see that it is Proxmox VE 8 or 9 and that proxmox_url ends with /api2/json");
      case 502, 503, 504 -> byProxy(status, "", words);
      case 595, 596, 597, 598, 599 -> nodeAway(call, status, words);
      default -> known(call, status, words);
    };
  }

  private ProxmoxException unauthorized(String words) {
    return new ProxmoxException(
        Kind.UNAUTHORIZED,
        401,
        words,
        new Problem(
            "Proxmox at " + address + " does not accept the API token " + token.id() + said(words),
            "see on the node with 'pveum user token list "
                + quoted(token.user())
                + "' whether it exists and has not expired; its secret cannot be seen again, only"
                + " a new token be made: pveum user token add "
                + quoted(token.user())
                + " "
                + quoted(token.name())));
  }

  private ProxmoxException forbidden(Call call, String words) {
    Matcher permission = PERMISSION.matcher(words);
    String fix =
        permission.matches()
            ? grant(permission.group(1), one(permission.group(2)))
            : "mvn homelab:doctor names every privilege that it lacks";
    return new ProxmoxException(
        Kind.FORBIDDEN,
        403,
        words,
        new Problem("The API token " + token.id() + " may not do " + call + said(words), fix));
  }

  /** Each privilege has a role of its own, so that none is made twice. */
  private String grant(String path, String privileges) {
    String role = "Homelab-" + privileges.replaceAll("[.,]", "-");
    return "let it: pveum role add "
        + role
        + " --privs "
        + privileges
        + " && pveum acl modify "
        + path
        + " --roles "
        + role
        + " --tokens "
        + quoted(token.id())
        + "; if it is not privilege separated, --users "
        + quoted(token.user())
        + " instead";
  }

  /** Of privileges of which any is enough, the last is the one that lets least be done. */
  private static String one(String privileges) {
    return privileges.contains("|")
        ? privileges.substring(privileges.lastIndexOf('|') + 1)
        : privileges.replaceAll("[, ]+", ",");
  }

  private ProxmoxException nodeAway(Call call, int status, String words) {
    String node = call.node().isEmpty() ? "a node" : "the node '" + call.node() + "'";
    return ProxmoxException.passing(
        Kind.NODE_UNREACHABLE,
        status,
        words,
        new Problem(
            "Proxmox at " + address + " does not reach " + node + " (" + status + ")" + said(words),
            "see that it is up and in the cluster: 'pvecm status' on a node that is"));
  }

  private ProxmoxException known(Call call, int status, String words) {
    for (Known known : KNOWN) {
      if (known.words().matcher(words).find()) {
        return refused(known.kind(), call, status, words, known.fix());
      }
    }
    return refused(
        status < 500 ? Kind.REJECTED : Kind.SERVER,
        call,
        status,
        words,
        "see what the node says: journalctl -u pvedaemon -u pveproxy --since -10min");
  }

  private static String lookup(String words) {
    return KNOWN.stream()
        .filter(known -> known.kind() == Kind.NOT_FOUND && known.words().matcher(words).find())
        .map(Known::fix)
        .findFirst()
        .orElse("see that proxmox_url ends with /api2/json and that what is asked for exists");
  }

  private ProxmoxException refused(Kind kind, Call call, int status, String words, String fix) {
    return new ProxmoxException(
        kind,
        status,
        words,
        new Problem(
            "Proxmox at " + address + " answers " + call + " with " + status + said(words), fix));
  }

  /**
   * Refused by something in front of Proxmox, or by something else altogether.
   *
   * @param instead what its body is: "a web page titled '502 Bad Gateway'"
   */
  ProxmoxException byAnother(Call call, int status, String instead) {
    if (status >= 502 && status <= 504) {
      return byProxy(status, " (" + Words.cut(instead) + ")", "");
    }
    return new ProxmoxException(
        Kind.NOT_PROXMOX,
        status,
        "",
        new Problem(
            address
                + " answers "
                + call
                + " with "
                + status
                + " and "
                + Words.cut(instead)
                + ": that is not Proxmox's API",
            "see that proxmox_url in homelab.properties names Proxmox's API, like"
                + " https://pve.lan:8006/api2/json, and that nothing in between asks for a login"));
  }

  private ProxmoxException byProxy(int status, String instead, String words) {
    return ProxmoxException.passing(
        Kind.UNREACHABLE,
        status,
        words,
        new Problem(
            "a proxy at "
                + address
                + " answers "
                + status
                + instead
                + said(words)
                + ": it does not reach Proxmox",
            "see that pveproxy runs behind it, or write the node's own address into proxmox_url"));
  }

  /** A task that ended in another way than well. */
  ProxmoxException task(Upid upid, String exit, List<String> lastLines) {
    String words = Words.phrase(exit);
    String log =
        lastLines.isEmpty() ? "" : "; its log ends: " + Words.cut(String.join(" / ", lastLines));
    String fix =
        KNOWN.stream()
            .filter(known -> known.words().matcher(words).find())
            .map(Known::fix)
            .findFirst()
            .orElse("open the task in Proxmox's task list for its whole log");
    return new ProxmoxException(
        Kind.TASK_FAILED,
        0,
        words,
        new Problem(
            "the task '" + upid.type() + "'" + on(upid) + " failed" + said(words) + log, fix));
  }

  static String on(Upid upid) {
    return upid.id().isEmpty() ? " on " + upid.node() : " of " + upid.id() + " on " + upid.node();
  }

  private static String said(String words) {
    return words.isEmpty() ? "" : ": " + words;
  }

  /** For a shell on the node, where an exclamation mark may mean something. */
  private static String quoted(String argument) {
    return argument.matches("[\\w@.,/-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }
}
