package dev.homelab.maven.process;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Logs.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Starts programs and waits for them: the only place where a process begins.
 *
 * <p>Commons Exec and zt-exec were looked at: both leave the children of what they kill running and
 * keep a line without an end in memory whole.
 */
public final class Runner {

  /** A program that took too long or printed too much is not expected to do better at its end. */
  private static final Duration SHORT_GRACE = Duration.ofSeconds(2);

  private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

  private final Map<String, String> environment;
  private final Secrets secrets;
  private final Optional<Logs> logs;

  /**
   * A runner.
   *
   * @param environment of which programs get the few variables they need
   * @param secrets masked in everything they print
   * @param logs where their whole output goes; empty to keep none
   */
  public Runner(Map<String, String> environment, Secrets secrets, Optional<Logs> logs) {
    this.environment = Environment.passedOn(environment);
    this.secrets = secrets;
    this.logs = logs;
    this.environment.forEach(this::registerPassword);
  }

  /** The password in {@code https://user:password@proxy:3128}. */
  private void registerPassword(String name, String value) {
    int at = value.lastIndexOf('@');
    int scheme = value.indexOf("://");
    if (name.toUpperCase(java.util.Locale.ROOT).endsWith("_PROXY") && scheme >= 0 && at > scheme) {
      String[] user = value.substring(scheme + 3, at).split(":", 2);
      if (user.length == 2) {
        secrets.register(user[1]);
      }
    }
  }

  /** Runs it to its end. */
  public Result run(Command command) throws HomelabException {
    return run(command, line -> {});
  }

  /**
   * Runs it to its end.
   *
   * @param listener gets each line it prints, at once and masked; very long ones shortened
   * @throws HomelabException when it cannot be started at all
   */
  public Result run(Command command, Consumer<String> listener) throws HomelabException {
    return run(command, listener, process -> {});
  }

  /** What wants to know of a program that was just started. */
  public interface Started {

    /** Is told of it; when it throws, the program is ended. */
    void process(ProcessHandle process) throws HomelabException;
  }

  /**
   * Runs it to its end.
   *
   * @param listener gets each line it prints, at once and masked; very long ones shortened
   * @param started is told which process it is
   * @throws HomelabException when it cannot be started at all
   */
  public Result run(Command command, Consumer<String> listener, Started started)
      throws HomelabException {
    command.secrets().values().forEach(secrets::register);
    try (Running running = new Running(command, listener)) {
      running.tell(started);
      return running.await();
    }
  }

  /** One program, from its start to its end. */
  private final class Running implements AutoCloseable {

    private final Command command;
    private final long start = System.nanoTime();
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private final Process process;
    private final ProcessTree tree;
    private final Thread hook;
    private final Optional<Log> log;
    private final Pump output;
    private final Pump errors;
    private final OutputLimit limit;

    Running(Command command, Consumer<String> listener) throws HomelabException {
      this.command = command;
      this.log = open();
      log.ifPresent(l -> l.write(secrets.mask("$ " + command), true));
      try {
        this.process = start();
      } catch (HomelabException e) {
        log.ifPresent(l -> l.write(secrets.mask(e.getMessage()), true));
        log.ifPresent(Log::close);
        throw e;
      }
      this.tree = new ProcessTree(process);
      this.hook = new Thread(this::endWithUs, "end of " + command.name());
      endWithTheBuild();
      this.limit = new OutputLimit(command.outputLimit(), () -> ended.complete(End.FLOODED));
      this.output = new Pump(process.getInputStream(), listener);
      this.errors = new Pump(process.getErrorStream(), listener);
      process.onExit().thenRun(() -> ended.complete(End.EXITED));
      daemon("input of ", this::feed);
    }

    void tell(Started started) throws HomelabException {
      try {
        started.process(process.toHandle());
      } catch (HomelabException e) {
        tree.end(SHORT_GRACE);
        throw e;
      }
    }

    private void endWithTheBuild() throws HomelabException {
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) {
        tree.kill();
        log.ifPresent(Log::close);
        throw new HomelabException(
            new Problem(command.name() + " is not run: the build is being ended", "run it again"));
      }
    }

    private Optional<Log> open() throws HomelabException {
      if (logs.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(logs.get().open(command.name()));
      } catch (IOException e) {
        throw new HomelabException(
            new Problem(
                "the log of " + command.name() + " cannot be written: " + e,
                "make its folder writable, and see that the disk is not full"));
      }
    }

    private Process start() throws HomelabException {
      ProcessBuilder builder = new ProcessBuilder();
      builder.command().add(command.program().toString());
      builder.command().addAll(command.arguments());
      command.folder().map(Path::toFile).ifPresent(builder::directory);
      Map<String, String> variables = builder.environment();
      variables.clear();
      variables.putAll(environment);
      variables.putAll(command.environment());
      variables.putAll(command.secrets());
      try {
        return builder.start();
      } catch (IOException e) {
        throw new HomelabException(notStarted(e));
      }
    }

    private Problem notStarted(IOException e) {
      Path program = command.program();
      String what = program + " cannot be started: ";
      if (command.folder().filter(folder -> !Files.isDirectory(folder)).isPresent()) {
        return new Problem(
            what + "there is no folder " + command.folder().get(),
            "make the folder, or name another");
      }
      if (!Files.exists(program)) {
        return new Problem(what + "there is no such file", "install " + command.name());
      }
      if (Files.isDirectory(program)) {
        return new Problem(
            what + "it is a folder", "put the program itself there, or take the folder off PATH");
      }
      if (!Files.isExecutable(program)) {
        return new Problem(what + "it may not be executed", "chmod +x " + program);
      }
      return new Problem(
          what + "the system says '" + e.getMessage().replaceFirst(".*error=\\d+, ", "") + "'",
          "see that it is whole and made for this system: run it by hand");
    }

    private void feed() {
      try (OutputStream in = process.getOutputStream()) {
        in.write(command.input().getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It did not want to read all of it. Its exit code says whether that matters.
      }
    }

    Result await() {
      End end = reason();
      if (end == End.INTERRUPTED) {
        Thread.interrupted(); // or every wait below would end at once
        tree.end(command.grace());
      } else if (end != End.EXITED) {
        tree.end(SHORT_GRACE);
      }
      int exitCode = exitCode();
      output.finish();
      errors.finish();
      if (end == End.INTERRUPTED) {
        Thread.currentThread().interrupt();
      }
      Result result =
          new Result(
              command,
              limit.isExceeded() ? End.FLOODED : end,
              exitCode,
              output.text(),
              errors.text(),
              output.whole() && errors.whole(),
              log.map(Log::file),
              Duration.ofNanos(System.nanoTime() - start));
      log.ifPresent(l -> l.write("# " + result.ending(), true));
      return result;
    }

    private End reason() {
      try {
        return ended.get(command.timeout().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return End.TIMED_OUT;
      } catch (InterruptedException e) {
        return End.INTERRUPTED;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e); // nobody completes it so
      }
    }

    private int exitCode() {
      tree.await(SHORT_GRACE);
      return process.isAlive() ? -1 : process.exitValue();
    }

    /**
     * This process is being ended, by Ctrl-C or by a signal. A terminal has sent Ctrl-C to the
     * program as well, and a second request would make tofu leave its state behind.
     */
    private void endWithUs() {
      if (hasTerminal()) {
        tree.await(command.grace());
      }
      tree.end(process.isAlive() ? command.grace() : Duration.ZERO);
    }

    @Override
    public void close() {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The hook is running.
      }
      log.ifPresent(Log::close);
    }

    private void daemon(String what, Runnable work) {
      Thread thread = new Thread(work, what + command.name());
      thread.setDaemon(true);
      thread.start();
    }

    /** Reads one of the two streams to its end. */
    private final class Pump {

      private final Captured captured = new Captured();
      private final CompletableFuture<Void> done = new CompletableFuture<>();

      Pump(InputStream in, Consumer<String> listener) {
        MaskedLines lines =
            new MaskedLines(
                secrets,
                (text, first, last) -> {
                  captured.add(text, last);
                  log.ifPresent(l -> l.write(text, last));
                  if (first) {
                    listener.accept(last ? text : text + " ...");
                  }
                });
        daemon("output of ", () -> pump(in, lines));
      }

      private void pump(InputStream in, MaskedLines lines) {
        try {
          new Decoder(in, limit).into(lines, () -> log.ifPresent(Log::flush));
        } catch (IOException e) {
          // It was killed in the middle; what it had said by then is kept.
        } finally {
          lines.end();
          done.complete(null);
        }
      }

      /** A child that outlives the program may hold the stream open: it is not waited for. */
      void finish() {
        try {
          done.get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
          captured.cut();
        }
      }

      String text() {
        return captured.text();
      }

      boolean whole() {
        return captured.whole();
      }
    }
  }

  private static boolean hasTerminal() {
    // The controlling terminal, which is there even when output goes into a pipe.
    try (InputStream terminal = Files.newInputStream(Path.of("/dev/tty"))) {
      return terminal != null;
    } catch (IOException e) {
      return System.console() != null;
    }
  }
}
