package dev.homelab.maven.check.kickstart;

import dev.homelab.maven.check.kickstart.Kickstart.Line;
import dev.homelab.maven.check.kickstart.Words.Word;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Optional;

/** Asks whether a password can be read in the file, which packer serves to the whole network. */
final class Passwords {

  static final Rule PLAIN =
      Rule.error(
          "kickstart/plain-password",
          "It is in git for ever, and everybody on the network can fetch the kickstart file during a build.");

  private static final String HASH = "openssl passwd -6 makes one";

  private Passwords() {}

  static Optional<Finding> judge(Line line, Arguments arguments) {
    return switch (line.name()) {
      case "rootpw", "sshpw" ->
          arguments.has("--sshkey") || arguments.plain().isEmpty()
              ? Optional.empty()
              : password(
                  line, arguments, arguments.plain().get(0).text(), "--lock locks the account");
      case "user" ->
          arguments
              .value("--password")
              .flatMap(p -> password(line, arguments, p, "do without and use sshkey"));
      case "bootloader" ->
          arguments.value("--password").flatMap(p -> password(line, arguments, p, "do without"));
      case "autopart", "part", "partition", "logvol", "raid" ->
          arguments.value("--passphrase").flatMap(p -> passphrase(line, p));
      default -> Optional.empty();
    };
  }

  /** The value itself is in no message. */
  private static Optional<Finding> password(
      Line line, Arguments arguments, String password, String without) {
    Word first = line.words().get(0);
    if (!arguments.has("--iscrypted")) {
      return Optional.of(
          PLAIN.at(
              line.at(first),
              line.name() + " has its password in plain text",
              without + "; else --iscrypted with a hash (" + HASH + ")"));
    }
    if (!password.startsWith("$") && !password.startsWith("*") && !Placeholders.in(password)) {
      return Optional.of(
          PLAIN.at(
              line.at(first),
              line.name() + " is --iscrypted, but its password is no hash",
              without + "; else a hash that begins with $6$ (" + HASH + ")"));
    }
    return Optional.empty();
  }

  private static Optional<Finding> passphrase(Line line, String passphrase) {
    if (passphrase.isEmpty() || Placeholders.in(passphrase)) {
      return Optional.empty();
    }
    return Optional.of(
        PLAIN.at(
            line.at(line.words().get(0)),
            line.name() + " has its passphrase in plain text",
            "let packer fill it in from a sensitive variable"));
  }

  /** Whether these lines let anybody log in. */
  static boolean anybodyCanLogIn(List<Line> lines, Commands commands) {
    return lines.stream()
        .anyMatch(
            line -> {
              Arguments arguments = new Arguments(line, commands.get(line.name()).orElseThrow());
              return switch (line.name()) {
                case "sshkey" -> true;
                case "rootpw" -> !arguments.plain().isEmpty() && !arguments.has("--lock");
                case "user" -> arguments.has("--password") && !arguments.has("--lock");
                default -> false;
              };
            });
  }
}
