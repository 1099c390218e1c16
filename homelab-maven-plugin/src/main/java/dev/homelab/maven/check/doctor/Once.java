package dev.homelab.maven.check.doctor;

import dev.homelab.maven.problem.HomelabException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks each thing once, however many ask for it at the same time; a failure is kept as well. */
final class Once {

  /** How it is asked. */
  interface Call<T> {
    T ask() throws HomelabException;
  }

  private final Map<String, FutureTask<Object>> answers = new ConcurrentHashMap<>();

  @SuppressWarnings("unchecked") // a thing is always asked by the same call
  <T> T get(String what, Call<T> call) throws HomelabException {
    FutureTask<Object> task =
        answers.computeIfAbsent(what, unused -> new FutureTask<>(() -> call.ask()));
    task.run(); // does nothing when somebody else has begun
    try {
      return (T) task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HomelabException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What came of it, if it was asked and answered. */
  Optional<Object> known(String what) {
    FutureTask<Object> task = answers.get(what);
    if (task == null || !task.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(task.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.empty();
    }
  }
}
