package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** ping, which may send what a Java program may not. */
public final class Ping {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Path program;
  private final Runner runner;

  /** This one. */
  public Ping(Path program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /** Whether a machine answers there within a second. */
  public boolean answers(String address) throws HomelabException {
    return runner.run(command(address, System.getProperty("os.name"))).ok();
  }

  /** Each system's own ping takes the second in another unit, under another name. */
  Command command(String address, String system) {
    String lower = system.toLowerCase(Locale.ROOT);
    List<String> once =
        lower.startsWith("windows")
            ? List.of("-n", "1", "-w", "1000")
            : lower.startsWith("mac")
                ? List.of("-c", "1", "-W", "1000")
                : List.of("-c", "1", "-W", "1");
    return Command.of(program, once.get(0), once.get(1), once.get(2), once.get(3), address)
        .within(PATIENCE);
  }
}
