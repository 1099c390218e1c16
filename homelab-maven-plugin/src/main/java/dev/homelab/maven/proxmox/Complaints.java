package dev.homelab.maven.proxmox;

import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Says what went wrong with one Proxmox, and what to do: every sentence but those of refusals. */
final class Complaints {

  private static final String CHECK_URL =
      "see that proxmox_url in homelab.properties names Proxmox's API, like"
          + " https://pve.lan:8006/api2/json";

  private final Connection connection;
  private final String address;
  private final Refusals refusals;

  Complaints(Connection connection) {
    this.connection = connection;
    this.address = address(connection.url());
    this.refusals = new Refusals(connection.token(), address);
  }

  private static String address(URI url) {
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    return url.getHost() + ":" + port;
  }

  // Before there is an answer.

  ProxmoxException unknownName() {
    return unreachable(
        "the name '" + connection.url().getHost() + "' in proxmox_url is not known here",
        "correct it, or write the node's IP address instead");
  }

  ProxmoxException slowName(Deadline deadline) {
    return timeout(
        "the name '"
            + connection.url().getHost()
            + "' in proxmox_url was not resolved within "
            + deadline.shown(),
        "see whether this machine's DNS server answers, or write the node's IP address instead");
  }

  ProxmoxException refusedConnection() {
    return passing(
        "nothing listens at " + address,
        "see that the node is up and that proxmox_url has the right port, 8006 unless it was"
            + " changed");
  }

  ProxmoxException silentAddress() {
    return unreachable(
        address + " does not answer",
        "see that the node is up, that proxmox_url names it, and that no firewall is in between");
  }

  ProxmoxException brokenConnection(Call call, String why) {
    return passing(
        "the connection to " + address + " broke at " + call + phrase(why),
        call.repeatable()
            ? "see that the node is up, and on it: systemctl status pveproxy"
            : "look in Proxmox whether it was done all the same, before it is done again");
  }

  private static String phrase(String why) {
    return why.isBlank() ? "" : ": " + Words.phrase(why);
  }

  ProxmoxException slow(Call call, Deadline deadline) {
    return timeout(
        "Proxmox at " + address + " did not answer " + call + " within " + deadline.shown(),
        call.repeatable()
            ? "try again; if it stays so, see on the node: systemctl status pveproxy pvedaemon"
            : "look in Proxmox whether it was done all the same, before it is done again");
  }

  ProxmoxException interrupted(Call call) {
    return new ProxmoxException(
        Kind.INTERRUPTED,
        new Problem(
            call + " at " + address + " was interrupted",
            call.repeatable()
                ? "start it again"
                : "look in Proxmox whether it was done all the same, before it is done again"));
  }

  ProxmoxException certificate(CertificateRefused refused) {
    String fingerprint = Certificates.fingerprint(refused.certificate());
    String pin = "pin it with -Dhomelab.proxmox.fingerprint=" + fingerprint;
    String compare =
        "if 'pvenode cert info' on the node shows the fingerprint " + fingerprint + ", ";
    String subject = "the certificate of " + address;
    Problem problem =
        switch (refused.fault()) {
          case UNKNOWN_ISSUER ->
              new Problem(
                  subject
                      + " is signed by nobody whom this Java trusts, but by '"
                      + Words.cut(refused.certificate().getIssuerX500Principal().getName())
                      + "'",
                  "copy /etc/pve/pve-root-ca.pem from the node and give it with"
                      + " -Dhomelab.proxmox.caFile=FILE; or, "
                      + compare
                      + pin);
          case OTHER_NAME ->
              new Problem(
                  subject + " is for " + Certificates.names(refused.certificate()),
                  "write one of these names into proxmox_url; or, " + compare + pin);
          case EXPIRED ->
              new Problem(
                  subject + " expired on " + day(refused.certificate().getNotAfter().toInstant()),
                  "renew it on the node: pvecm updatecerts --force; or, " + compare + pin);
          case NOT_YET_VALID ->
              new Problem(
                  subject
                      + " is not valid before "
                      + day(refused.certificate().getNotBefore().toInstant()),
                  "set the clocks of this machine and of the node right; or, " + compare + pin);
          case NOT_PINNED ->
              new Problem(
                  subject + " has the fingerprint " + fingerprint + ", but " + refused.getMessage(),
                  compare + "it was renewed: pin that one; otherwise something sits in between");
          case UNUSABLE ->
              new Problem(
                  subject + " cannot be trusted: " + Words.phrase(refused.getMessage()),
                  "renew it on the node: pvecm updatecerts --force; or, " + compare + pin);
        };
    return new ProxmoxException(Kind.CERTIFICATE, problem);
  }

  private static String day(Instant moment) {
    return moment.toString().substring(0, moment.toString().indexOf('T'));
  }

  ProxmoxException brokenTls(String why) {
    return unreachable(
        "no TLS with " + address + phrase(why),
        "see that the node allows TLS 1.2 or 1.3 in /etc/default/pveproxy");
  }

  // When something else answers.

  ProxmoxException noTls() {
    return notProxmox(address + " does not speak TLS", CHECK_URL);
  }

  ProxmoxException noHttp(String why) {
    return notProxmox(address + " does not speak HTTP" + phrase(why), CHECK_URL);
  }

  ProxmoxException tooLong(Call call, int most) {
    return notProxmox(
        address + " answers " + call + " with more than " + (most >> 20) + " MiB", CHECK_URL);
  }

  ProxmoxException notProxmox(Call call, String instead) {
    return notProxmox(
        address + " answers " + call + " with " + mask(instead) + ": that is not Proxmox's API",
        CHECK_URL);
  }

  ProxmoxException wrongType(Call call, String wanted) {
    return notProxmox(
        address + " answers " + call + " with something else than " + wanted,
        "see that it is Proxmox VE 8 or 9, with nothing in between that changes answers");
  }

  /** Never followed: the token would go to whoever sits there. */
  ProxmoxException redirected(Call call, Reply reply) {
    String to = Words.cut(mask(reply.location()));
    return notProxmox(
        address
            + " answers "
            + call
            + " with "
            + reply.status()
            + (to.isEmpty() ? ", a redirection to nowhere" : ", a redirection to " + to),
        "write the address that really answers into proxmox_url: the token is not sent after a"
            + " redirection");
  }

  // When Proxmox says no.

  ProxmoxException refused(Call call, int status, List<String> reasons) {
    return refusals.of(call, status, reasons.stream().map(this::mask).toList());
  }

  /** Refused with a body that is none of Proxmox's. */
  ProxmoxException refusedByAnother(Call call, int status, String instead) {
    return refusals.byAnother(call, status, mask(instead));
  }

  ProxmoxException failedTask(Upid upid, String exit, List<String> lastLines) {
    return refusals.task(upid, mask(exit), lastLines.stream().map(this::mask).toList());
  }

  ProxmoxException slowTask(Upid upid, Deadline deadline) {
    return timeout(
        "the task '"
            + upid.type()
            + "'"
            + Refusals.on(upid)
            + " has not ended within "
            + deadline.shown(),
        "it goes on in Proxmox: wait there until it has ended, then try again");
  }

  ProxmoxException interruptedTask(Upid upid) {
    return new ProxmoxException(
        Kind.INTERRUPTED,
        new Problem(
            "waiting for the task '" + upid.type() + "'" + Refusals.on(upid) + " was interrupted",
            "it goes on in Proxmox: wait there until it has ended, then try again"));
  }

  /** Whoever answers may send our own header back. */
  private String mask(String text) {
    return text.replace(connection.token().secret(), "***");
  }

  private static ProxmoxException unreachable(String message, String fix) {
    return new ProxmoxException(Kind.UNREACHABLE, new Problem(message, fix));
  }

  private static ProxmoxException passing(String message, String fix) {
    return ProxmoxException.passing(Kind.UNREACHABLE, 0, "", new Problem(message, fix));
  }

  private static ProxmoxException timeout(String message, String fix) {
    return new ProxmoxException(Kind.TIMEOUT, new Problem(message, fix));
  }

  private static ProxmoxException notProxmox(String message, String fix) {
    return new ProxmoxException(Kind.NOT_PROXMOX, new Problem(message, fix));
  }
}
