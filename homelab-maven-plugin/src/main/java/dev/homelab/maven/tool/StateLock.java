package dev.homelab.maven.tool;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who keeps tofu's state locked, as tofu says it when it does not get the lock.
 *
 * @param id by which the lock is released
 * @param operation "OperationTypeApply"
 * @param who "anna@desk"
 * @param created since when
 */
public record StateLock(String id, String operation, String who, String created) {

  private static final Pattern HELD = Pattern.compile("Error acquiring the state lock");

  /** Reads it from what tofu has printed; empty when that is no trouble of locks. */
  static Optional<StateLock> read(String printed) {
    if (!HELD.matcher(printed).find()) {
      return Optional.empty();
    }
    return Optional.of(
        new StateLock(
            value(printed, "ID"),
            value(printed, "Operation"),
            value(printed, "Who"),
            value(printed, "Created")));
  }

  private static String value(String printed, String name) {
    Matcher matcher =
        Pattern.compile("(?m)^[|│\\s]*" + name + ":\\s+(\\S.*?)\\s*$").matcher(printed);
    return matcher.find() ? matcher.group(1) : "";
  }
}
