package dev.homelab.maven.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to start, as a value: tests compare commands instead of running them.
 *
 * @param program where it lies
 * @param arguments as it gets them; no shell reads them
 * @param folder where it runs; empty for the folder of this process
 * @param environment what it gets beyond the short list that every program gets
 * @param secrets the same, for values that nobody may read in a line, a log or a list of processes
 * @param input what it reads from its standard input
 * @param timeout after which it is ended
 * @param outputLimit the bytes it may print before it is ended
 * @param grace what it may take to clean up once it was asked to end, because the build is ended
 */
public record Command(
    Path program,
    List<String> arguments,
    Optional<Path> folder,
    Map<String, String> environment,
    Map<String, String> secrets,
    String input,
    Duration timeout,
    long outputLimit,
    Duration grace) {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long OUTPUT_LIMIT = 64L << 20;

  /** tofu writes its state meanwhile. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Checks that no argument holds a secret: everyone on the machine may list arguments. */
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    secrets = Map.copyOf(secrets);
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      if (!secret.getValue().isEmpty()
          && arguments.stream().anyMatch(a -> a.contains(secret.getValue()))) {
        throw new IllegalArgumentException("an argument holds the secret " + secret.getKey());
      }
    }
  }

  /** For a minute at most, without input. */
  public static Command of(Path program, String... arguments) {
    return of(program, List.of(arguments));
  }

  /** For a minute at most, without input. */
  public static Command of(Path program, List<String> arguments) {
    return new Command(
        program, arguments, Optional.empty(), Map.of(), Map.of(), "", TIMEOUT, OUTPUT_LIMIT, GRACE);
  }

  /** Run in this folder. */
  public Command in(Path newFolder) {
    return new Command(
        program,
        arguments,
        Optional.of(newFolder),
        environment,
        secrets,
        input,
        timeout,
        outputLimit,
        grace);
  }

  /** With one more variable. */
  public Command with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** With more variables; they replace those of the same name. */
  public Command with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Command(
        program, arguments, folder, all, secrets, input, timeout, outputLimit, grace);
  }

  /** With one more variable whose value is shown nowhere. */
  public Command withSecret(String name, String value) {
    return withSecrets(Map.of(name, value));
  }

  /** The same, for more of them. */
  public Command withSecrets(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(secrets);
    all.putAll(more);
    return new Command(
        program, arguments, folder, environment, all, input, timeout, outputLimit, grace);
  }

  /** Reading this. A secret in it has to be registered with the runner's {@link Secrets}. */
  public Command reading(String newInput) {
    return new Command(
        program, arguments, folder, environment, secrets, newInput, timeout, outputLimit, grace);
  }

  /** Ended after that time. */
  public Command within(Duration newTimeout) {
    return new Command(
        program, arguments, folder, environment, secrets, input, newTimeout, outputLimit, grace);
  }

  /** Ended when it prints more than so many bytes. */
  public Command printingAtMost(long bytes) {
    return new Command(
        program, arguments, folder, environment, secrets, input, timeout, bytes, grace);
  }

  /** Left that much time to clean up when the build is ended, by Ctrl-C for instance. */
  public Command endingWithin(Duration newGrace) {
    return new Command(
        program, arguments, folder, environment, secrets, input, timeout, outputLimit, newGrace);
  }

  /** What people call it: the program's name without its folder and {@code .exe}. */
  public String name() {
    return program.getFileName().toString().replaceFirst("(?i)\\.exe$", "");
  }

  /** As it would be typed; no variable's value is part of it. */
  @Override
  public String toString() {
    StringBuilder typed = new StringBuilder(name());
    for (String argument : arguments) {
      typed.append(' ').append(argument.matches("[\\w@%+=:,./-]+") ? argument : quoted(argument));
    }
    return typed.toString();
  }

  private static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }
}
