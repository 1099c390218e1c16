package dev.homelab.maven.mojo;

import dev.homelab.maven.problem.Printable;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/** The last line of a terminal, written over again and again. */
final class LiveLine {

  private static final String TO_THE_BEGINNING_AND_EMPTY = "\r\u001b[K";
  private static final int WIDTH = 79;
  private static final long BETWEEN_NANOS = 100_000_000;

  private final PrintStream terminal;
  private final int width;
  private boolean shown;
  private long last;

  LiveLine(PrintStream terminal, int width) {
    this.terminal = terminal;
    this.width = width;
    this.last = System.nanoTime() - BETWEEN_NANOS;
  }

  /** Empty where nobody watches, or who watches wants no line that moves. */
  static Optional<LiveLine> of(Map<String, String> environment) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    if (plain || !isTerminal(System.console())) {
      return Optional.empty();
    }
    String columns = environment.getOrDefault("COLUMNS", "");
    // Not System.out, which Maven may have turned into a log file.
    return Optional.of(
        new LiveLine(
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, Charset.defaultCharset()),
            columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) - 1 : WIDTH));
  }

  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console without a terminal, too.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Shows this in place of what is there; too soon after the last one, it is left out. */
  synchronized void show(String text) {
    long now = System.nanoTime();
    if (now - last < BETWEEN_NANOS) {
      return;
    }
    last = now;
    String printable = Printable.of(text);
    String line = printable.length() > width ? printable.substring(0, width) : printable;
    terminal.print(TO_THE_BEGINNING_AND_EMPTY + line);
    terminal.flush();
    shown = true;
  }

  /** Makes room for a line that stays. */
  synchronized void erase() {
    if (shown) {
      terminal.print(TO_THE_BEGINNING_AND_EMPTY);
      terminal.flush();
      shown = false;
    }
  }
}
