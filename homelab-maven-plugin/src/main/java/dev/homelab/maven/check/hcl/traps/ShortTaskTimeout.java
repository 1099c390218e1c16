package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A minute or less for a task of Proxmox. */
final class ShortTaskTimeout extends TemplateTrap {

  static final Rule RULE =
      Rule.error(
          "hcl/task-timeout",
          "It bounds the download of the ISO, the shutdown and the conversion to a template: the build fails at its end because of a slow disk.");

  private static final Pattern PART = Pattern.compile("(\\d{1,9})(h|m|s|ms)");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  Optional<Finding> look(Element template) {
    if (!template.sets("task_timeout")) {
      return at(
          template,
          "task_timeout",
          "has no task_timeout and gives a task of Proxmox one minute",
          "add: task_timeout = \"15m\"");
    }
    Optional<String> text = template.text("task_timeout");
    Optional<Duration> timeout = text.isPresent() ? duration(text.get()) : Optional.empty();
    return timeout.isEmpty() || timeout.get().toSeconds() > 60
        ? Optional.empty()
        : at(
            template,
            "task_timeout",
            "gives a task of Proxmox only \"" + text.get() + "\"",
            "write: task_timeout = \"15m\"");
  }

  /** As Go writes durations, in whole numbers. */
  private static Optional<Duration> duration(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      long number = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "h" -> Duration.ofHours(number);
                case "m" -> Duration.ofMinutes(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMillis(number);
              });
      end = part.end();
    }
    return end == text.length() && end > 0 ? Optional.of(sum) : Optional.empty();
  }
}
