package dev.homelab.maven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** Tests for {@link MavenConsole} and {@link LiveLine}. */
class MavenConsoleTest {

  private static final String EMPTIED = "\r\u001b[K";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(screen, true, StandardCharsets.UTF_8);
  private final Log log =
      new SystemStreamLog() {
        @Override
        public void info(CharSequence content) {
          terminal.print(content + "\n");
        }
      };

  private String screen() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private MavenConsole onATerminal(int width) {
    return new MavenConsole(log, Optional.of(new LiveLine(terminal, width)));
  }

  @Test
  void aLineThatStaysTakesThePlaceOfTheOneThatMoves() throws Exception {
    MavenConsole console = onATerminal(79);

    console.now("1 of 3 MB");
    Thread.sleep(150);
    console.now("2 of 3 MB");
    console.info("done");
    console.info("next");
    console.close();

    assertEquals(
        EMPTIED + "1 of 3 MB" + EMPTIED + "2 of 3 MB" + EMPTIED + "done\nnext\n", screen());
  }

  @Test
  void aThousandStatesInAMomentAreOneLine() {
    MavenConsole console = onATerminal(79);

    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      console.now("state " + i);
    }
    long tenths = (System.nanoTime() - start) / 100_000_000;

    assertTrue(screen().startsWith(EMPTIED + "state 0"), screen());
    assertTrue(screen().split(EMPTIED.replace("[", "\\[")).length - 1 <= tenths + 1, screen());
  }

  @Test
  void aStateIsNeverWiderThanTheTerminalAndCannotMoveTheCursor() {
    onATerminal(10).now("a\u001b[2Jb is far too long");

    assertEquals(EMPTIED + "a\\u001B[2J", screen());
  }

  @Test
  void withoutATerminalStatesAreNotLines() {
    MavenConsole console = new MavenConsole(log, Optional.empty());

    console.now("1 of 3 MB");
    console.now("2 of 3 MB");
    console.info("done");

    assertEquals("done\n", screen());
  }

  @Test
  void nothingMovesForWhoWantsItPlain() {
    assertEquals(Optional.empty(), LiveLine.of(Map.of("NO_COLOR", "1")));
    assertEquals(Optional.empty(), LiveLine.of(Map.of("TERM", "dumb")));
  }
}
