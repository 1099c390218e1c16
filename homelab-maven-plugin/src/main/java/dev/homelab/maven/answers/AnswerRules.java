package dev.homelab.maven.answers;

import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the answers: each for itself, then how they fit each other. */
public final class AnswerRules {

  static final Rule MISSING_FILE =
      Rule.error("answers/missing-file", "Every goal, make, packer and tofu read it.");
  static final Rule SYNTAX =
      Rule.error("answers/syntax", "make stops at such a line, and nothing of the homelab works.");
  static final Rule UNKNOWN_KEY =
      Rule.error(
          "answers/unknown-key", "Nobody reads it: what it was meant to change stays as it was.");
  static final Rule MISSING_KEY =
      Rule.error("answers/missing-key", "packer and tofu stop and ask for the value.");
  static final Rule REPEATED_KEY =
      Rule.error("answers/repeated-key", "make takes the last one, other readers the first.");
  static final Rule EMPTY =
      Rule.error("answers/empty", "packer and tofu take it for an answer, and fail later.");
  static final Rule UNSAFE_CHARACTER =
      Rule.error(
          "answers/unsafe-character",
          "make, the shell, Java, packer and tofu read such a value differently.");
  static final Rule TRAILING_BLANK =
      Rule.error(
          "answers/trailing-blank",
          "make keeps blanks at the end of a line, other readers do not.");
  static final Rule GATEWAY_OUTSIDE_NETWORK =
      Rule.error(
          "answers/gateway-outside-network",
          "The machine would have no way out, and no goal could reach it.");
  static final Rule ADDRESS_TWICE =
      Rule.error("answers/address-used-twice", "Two machines with one address answer by turns.");
  static final Rule DISK_SMALLER =
      Rule.error(
          "answers/disk-smaller-than-image",
          "The provider attaches a blank disk instead of shrinking the template's, and the machine does not boot.");

  private static final Pattern UNSAFE = Pattern.compile("[$#\"'`\\\\\\p{Cntrl}]");

  private final Answers answers;
  private final List<Finding> findings = new ArrayList<>();

  private AnswerRules(Answers answers) {
    this.answers = answers;
  }

  /** Every rule that answers can break. */
  public static List<Rule> all() {
    return List.of(
        MISSING_FILE,
        SYNTAX,
        UNKNOWN_KEY,
        MISSING_KEY,
        REPEATED_KEY,
        EMPTY,
        UNSAFE_CHARACTER,
        TRAILING_BLANK,
        Kinds.TYPE,
        Kinds.RANGE,
        Kinds.ADDRESS,
        Kinds.NAME_FORM,
        Kinds.URL,
        Kinds.VERSION,
        Kinds.TIME_ZONE_RULE,
        SshPublicKey.RULE,
        GATEWAY_OUTSIDE_NETWORK,
        ADDRESS_TWICE,
        DISK_SMALLER);
  }

  /** All that is wrong with these answers. */
  public static List<Finding> judge(Answers answers) {
    if (!answers.present()) {
      return List.of(
          MISSING_FILE.at(
              Location.of(Answers.FILE),
              "the file of answers is missing",
              "restore it from git, or run the goal in the folder of the homelab"));
    }
    AnswerRules rules = new AnswerRules(answers);
    rules.lines();
    rules.keys();
    answers.all().forEach(rules::value);
    rules.network();
    rules.disks();
    return List.copyOf(rules.findings);
  }

  private void lines() {
    for (int line : answers.unreadable()) {
      findings.add(
          SYNTAX.at(
              Location.of(Answers.FILE, line),
              "this line is neither a comment nor an answer",
              "write key = value, or begin the line with #"));
    }
    for (int line : answers.trailingBlanks()) {
      findings.add(
          TRAILING_BLANK.at(
              Location.of(Answers.FILE, line),
              "this line ends with blanks",
              "remove them: make takes them for a part of the value"));
    }
    for (Answer again : answers.repeated()) {
      int first = answers.get(again.key()).orElseThrow().line();
      findings.add(
          REPEATED_KEY.at(
              again.keyLocation(),
              "'" + again.key() + "' is answered twice, first in line " + first,
              "remove one of the two lines"));
    }
  }

  private void keys() {
    for (Answer answer : answers.all()) {
      if (Question.of(answer.key()).isEmpty()) {
        String fix =
            DidYouMean.among(Question.keys(), answer.key())
                .map(name -> "did you mean '" + name + "'?")
                .orElse(
                    "remove the line; the keys there are: " + String.join(", ", Question.keys()));
        findings.add(
            UNKNOWN_KEY.at(answer.keyLocation(), "unknown key '" + answer.key() + "'", fix));
      }
    }
    for (Question question : Question.ALL) {
      if (answers.get(question.key()).isEmpty()) {
        findings.add(
            MISSING_KEY.at(
                Location.of(Answers.FILE),
                "'" + question.key() + "' is missing",
                "add the line: "
                    + question.key()
                    + " = "
                    + question.standard().orElse("<your answer>")));
      }
    }
  }

  private void value(Answer answer) {
    Optional<Question> question = Question.of(answer.key());
    if (question.isEmpty() || answer.unanswered()) {
      return;
    }
    if (answer.value().isEmpty()) {
      findings.add(
          EMPTY.at(
              answer.valueLocation(),
              "'" + answer.key() + "' has no value",
              "write one" + question.get().standard().map(s -> ", like " + s).orElse("")));
      return;
    }
    Matcher unsafe = UNSAFE.matcher(answer.value());
    if (unsafe.find()) {
      findings.add(
          UNSAFE_CHARACTER.at(
              new Location(Answers.FILE, answer.line(), answer.valueColumn() + unsafe.start()),
              answer.key() + " holds the character '" + unsafe.group() + "'",
              "do without $ # \" ' ` and backslashes in a value; comments stand on lines of their own"));
      return;
    }
    question
        .get()
        .kind()
        .judge(answer.value())
        .ifPresent(
            fault ->
                findings.add(
                    fault
                        .rule()
                        .at(
                            answer.valueLocation(),
                            answer.key() + " '" + shown(answer.value()) + "' " + fault.what(),
                            fault.fix())));
  }

  /**
   * Keys and addresses can be long; the start tells which it is. A private key must not be
   * repeated.
   */
  private static String shown(String value) {
    if (value.contains("PRIVATE KEY")) {
      return "-----BEGIN …";
    }
    return value.length() <= 60 ? value : value.substring(0, 57) + "…";
  }

  private void network() {
    Optional<Ipv4> node = answers.value("node_ip").flatMap(Ipv4::inNetwork);
    Optional<Answer> gatewayLine = answers.get("gateway");
    Optional<Ipv4> gateway = answers.value("gateway").flatMap(Ipv4::address);
    if (node.isPresent() && gateway.isPresent() && !node.get().sameNetwork(gateway.get())) {
      findings.add(
          GATEWAY_OUTSIDE_NETWORK.at(
              gatewayLine.orElseThrow().valueLocation(),
              "gateway "
                  + gatewayLine.get().value()
                  + " lies outside the node's network "
                  + node.get().network(),
              "write a gateway inside it, like " + node.get().firstHost() + ", or change node_ip"));
    }
    addressesUsedTwice();
  }

  /**
   * The node's address must be its own. That gateway and Proxmox share one is fine: a host that
   * routes for its machines does so.
   */
  private void addressesUsedTwice() {
    Optional<Answer> node =
        answers.get("node_ip").filter(a -> Ipv4.inNetwork(a.value()).isPresent());
    if (node.isEmpty()) {
      return;
    }
    String address = node.get().value().replaceAll("/.*", "");
    for (String key : List.of("gateway", "nameserver", "proxmox_url")) {
      answers
          .get(key)
          .filter(a -> addresses(a.value()).contains(address))
          .ifPresent(
              other ->
                  findings.add(
                      ADDRESS_TWICE.at(
                          other.valueLocation(),
                          address
                              + " is used twice: by node_ip (line "
                              + node.get().line()
                              + ") and by "
                              + key,
                          "give the node an address of its own")));
    }
  }

  /** The addresses in a value, be it one, a list, or a URL. */
  private static List<String> addresses(String value) {
    String host = value.replaceFirst("^[a-z]+://", "").replaceFirst("[:/].*$", "");
    return host.contains(" ") ? List.of(host.split(" +")) : List.of(host);
  }

  private void disks() {
    Optional<Answer> disk = answers.get("disk_size");
    Optional<Integer> size = gibibytes("disk_size");
    Optional<Integer> image = gibibytes("image_disk_size");
    if (size.isPresent() && image.isPresent() && size.get() < image.get()) {
      Answer imageAnswer = answers.get("image_disk_size").orElseThrow();
      findings.add(
          DISK_SMALLER.at(
              disk.orElseThrow().valueLocation(),
              "disk_size "
                  + disk.get().value()
                  + " is smaller than image_disk_size "
                  + imageAnswer.value()
                  + " (line "
                  + imageAnswer.line()
                  + ")",
              "write at least "
                  + imageAnswer.value()
                  + "; a disk can grow later, but never shrink"));
    }
  }

  private Optional<Integer> gibibytes(String key) {
    return answers
        .value(key)
        .filter(v -> Kinds.SIZE.judge(v).isEmpty())
        .map(v -> Integer.parseInt(v.substring(0, v.length() - 1)) * (v.endsWith("T") ? 1024 : 1));
  }
}
