package dev.homelab.maven.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a command went.
 *
 * @param command what was run
 * @param end why it is no longer running
 * @param exitCode its own, or 128 and the signal's number
 * @param output what it printed, its secrets masked; the beginning, if it was very much
 * @param errors the same for its standard error
 * @param whole whether {@code output} and {@code errors} are all it printed
 * @param log the file that has all of it
 * @param took how long
 */
public record Result(
    Command command,
    End end,
    int exitCode,
    String output,
    String errors,
    boolean whole,
    Optional<Path> log,
    Duration took) {

  private static final int KILLED = 128;
  private static final List<String> SIGNALS =
      List.of(
          "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
          "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM");

  /** Whether it ended by itself and is content. */
  public boolean ok() {
    return end == End.EXITED && exitCode == 0;
  }

  /** Whether it ended by itself with one of these exit codes. */
  public boolean exitedWith(int... codes) {
    for (int code : codes) {
      if (end == End.EXITED && exitCode == code) {
        return true;
      }
    }
    return false;
  }

  /** How it went, after its name: "tofu gave no answer in 10 s". */
  public String ending() {
    return command.name()
        + switch (end) {
          case EXITED -> exited();
          case TIMED_OUT -> " gave no answer in " + seconds(command.timeout());
          case FLOODED -> " printed more than " + bytes(command.outputLimit());
          case INTERRUPTED -> " was interrupted";
        };
  }

  private String exited() {
    int signal = exitCode - KILLED;
    if (signal > 0 && signal < SIGNALS.size()) {
      return " was ended by " + SIGNALS.get(signal);
    }
    return " ended with exit code " + exitCode;
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? time.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private static String bytes(long number) {
    return number >= 1 << 20 ? (number >> 20) + " MiB" : number + " bytes";
  }
}
