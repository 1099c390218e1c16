package dev.homelab.maven.check.secrets;

import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches for what gives itself away by its form: keys, tokens, URLs with a password. */
final class KnownSecrets {

  static final Rule PRIVATE_KEY =
      Rule.error("secrets/private-key", "Whoever can read the repository can use the key.");
  static final Rule PROXMOX_TOKEN =
      Rule.error(
          "secrets/proxmox-token",
          "With it and its id anybody who reaches the API owns the machines.");
  static final Rule TOKEN =
      Rule.error("secrets/token", "Whoever can read the repository can use the token.");
  static final Rule URL_PASSWORD =
      Rule.error("secrets/url-password", "The URL is copied into logs, and the password with it.");

  private static final String REVOKE =
      "take it out of the file and revoke it: what git has seen cannot be called back";

  /**
   * Something with a form of its own.
   *
   * @param kind with its article
   * @param mark a part of every match, searched first because that is fast
   * @param form group 1 is the secret
   */
  private record Known(Rule rule, String kind, String mark, Pattern form, String fix) {}

  // A run of word characters is entered at its beginning only; that keeps each search linear.
  private static final String START = "(?<![A-Za-z0-9_-])";
  private static final String END = "(?![A-Za-z0-9_-])";
  private static final String HEX = "[0-9a-fA-F]";
  private static final String UUID = HEX + "{8}(?:-" + HEX + "{4}){3}-" + HEX + "{12}";

  private static final List<Known> ALL =
      List.of(
          key("a private key", "PRIVATE KEY", pem()),
          key(
              "a PuTTY private key",
              "PuTTY-User-Key-File-",
              "(PuTTY-User-Key-File-[0-9]: ?[a-z0-9-]{3,64})"),
          key("an age secret key", "AGE-SECRET-KEY-1", "(AGE-SECRET-KEY-1[A-Z0-9]{40,64})"),
          new Known(
              PROXMOX_TOKEN,
              "a Proxmox API token",
              "-",
              // user@realm!id=uuid, or the uuid behind a key that speaks of a token or a secret
              Pattern.compile(
                  "(?i:![a-z][a-z0-9._-]{0,63}[=:\"' ]{1,8}"
                      + "|(?:token|secret)[a-z0-9_-]{0,24}[\"']?\\s{0,8}[=:]\\s{0,8}[\"']?)"
                      + "("
                      + UUID
                      + ")"
                      + END),
              "remove it and put it into settings.xml or PROXMOX_TOKEN; then let Proxmox make a new"
                  + " one, since git has seen this one"),
          token("a GitHub token", "gh", START + "(gh[pousr]_[A-Za-z0-9]{36,251})" + END),
          token("a GitHub token", "github_pat_", START + "(github_pat_[A-Za-z0-9_]{22,255})" + END),
          token("a GitLab token", "gl", START + "(gl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_-]{20,255})"),
          token("an AWS access key", "A", START + "((?:AKIA|ASIA)[A-Z0-9]{16})" + END),
          token("a Slack token", "xox", START + "(xox[abeoprs]-[A-Za-z0-9-]{10,255})"),
          token(
              "a Slack webhook",
              "hooks.slack.com",
              "hooks\\.slack\\.com/services/(T[A-Z0-9]{6,16}/B[A-Z0-9]{6,16}/[A-Za-z0-9]{16,32})"),
          token("a Google API key", "AIza", START + "(AIza[A-Za-z0-9_-]{35})" + END),
          token("a Docker Hub token", "dckr_pat_", START + "(dckr_pat_[A-Za-z0-9_-]{20,64})"),
          token("a Tailscale key", "tskey-", START + "(tskey-[a-z]{2,16}-[A-Za-z0-9-]{16,128})"),
          token("an npm token", "npm_", START + "(npm_[A-Za-z0-9]{36})" + END),
          token(
              "a k3s token",
              "K10",
              START + "(K10[0-9a-f]{64}::[a-z0-9-]{1,64}:[A-Za-z0-9._-]{1,256})"),
          token(
              "a JSON web token",
              "eyJ",
              START + "(eyJ[A-Za-z0-9_-]{10,}+\\.eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_-]{16,}+)"),
          new Known(
              FileNames.KUBECONFIG,
              "the key of a kubeconfig",
              "client-key-data",
              Pattern.compile("client-key-data[\"']?:\\s{0,8}[\"']?([A-Za-z0-9+/=]{40,}+)"),
              "remove the file from git and name it in .gitignore; mvn homelab:kubeconfig fetches"
                  + " it anew"),
          new Known(
              URL_PASSWORD,
              "a password in a URL",
              "://",
              Pattern.compile("://[^\\s/:@\"'<>]{1,64}:([^\\s/@\"'<>]{1,128})@[A-Za-z0-9\\[]"),
              "leave user and password out of the URL; keep them where the program that uses it"
                  + " looks for them, and change the password"));

  private KnownSecrets() {}

  private static Known key(String kind, String mark, String form) {
    return new Known(
        PRIVATE_KEY,
        kind,
        mark,
        Pattern.compile(form),
        "take it out of the repository and make a new pair: what git has seen cannot be called"
            + " back");
  }

  private static Known token(String kind, String mark, String form) {
    return new Known(TOKEN, kind, mark, Pattern.compile(form), REVOKE);
  }

  /** The head alone stands in many a text; with base64 or a header behind it, it is a key. */
  private static String pem() {
    return "(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)"
        + "(?:\\\\[nr]|[\\s\"'|>+,#]){0,200}(?:[A-Za-z0-9+/=]{16}|Proc-Type|Version:|Comment:)";
  }

  static void search(Found found) {
    String text = found.text();
    for (Known known : ALL) {
      if (!text.contains(known.mark())) {
        continue;
      }
      Matcher matcher = known.form().matcher(text);
      while (!found.full() && matcher.find()) {
        String secret = matcher.group(1);
        if (!Placeholder.is(secret)) {
          found.add(
              known.rule(),
              matcher.start(1),
              matcher.end(1),
              "holds " + known.kind() + shown(known, secret),
              known.fix());
        }
      }
    }
  }

  /** Four characters help to find it; of a password they would give too much away. */
  private static String shown(Known known, String secret) {
    boolean tells = known.rule() == TOKEN || known.rule() == PROXMOX_TOKEN;
    return tells ? " (" + secret.substring(0, 4) + "…)" : "";
  }
}
