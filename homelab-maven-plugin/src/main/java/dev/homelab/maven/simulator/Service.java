package dev.homelab.maven.simulator;

import dev.homelab.maven.simulator.http.Answer;
import dev.homelab.maven.simulator.http.Handler;
import dev.homelab.maven.simulator.http.Request;
import dev.homelab.maven.simulator.pages.Api;
import dev.homelab.maven.simulator.pages.World;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.Task;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Answers each request: as the API does, unless something shall go wrong. */
final class Service implements Handler {

  private static final String BASE = "/api2/json";

  private final World world;
  private final Api api;
  private final Faults faults;
  private final Recorder recorder;
  private final CountDownLatch closed;

  Service(World world, Faults faults, Recorder recorder, CountDownLatch closed) {
    this.world = world;
    this.api = new Api(world);
    this.faults = faults;
    this.recorder = recorder;
    this.closed = closed;
  }

  @Override
  public Answer answer(Request request) throws Dropped, InterruptedException {
    Instant time = world.clock().instant();
    Optional<Answer> answer = Optional.empty();
    try {
      answer = Optional.of(withFaults(request));
      return answer.get();
    } finally {
      recorder.add(time, request, answer);
    }
  }

  private Answer withFaults(Request request) throws Dropped, InterruptedException {
    String path = request.path();
    Optional<Fault> fault =
        faults.on(request.method(), path.startsWith(BASE) ? path.substring(BASE.length()) : path);
    if (fault.isEmpty()) {
      return plain(request, task -> {});
    }
    switch (fault.get().effect()) {
      case FAIL:
        return Answer.error(fault.get().status(), fault.get().message(), Map.of());
      case TEXT:
        return Answer.text(fault.get().status(), "Simulated", "text/html", fault.get().message());
      case HANG:
        pause(fault.get());
        throw new Dropped();
      case DROP:
        throw new Dropped();
      case LOSE:
        plain(request, task -> {});
        throw new Dropped();
      case SLOW:
        pause(fault.get());
        return plain(request, task -> {});
      case REVOKE:
        revoke(request);
        return plain(request, task -> {});
      case FULL:
        fill();
        return plain(request, task -> {});
      case TASK:
        return plain(request, task -> task.failWith(fault.get().message()));
      case STALL:
        long longer = fault.get().time().toMillis();
        return plain(request, task -> task.takeUntil(task.endsAt() + longer));
      default:
        throw new IllegalStateException("no such effect: " + fault.get().effect());
    }
  }

  private void pause(Fault fault) throws Dropped, InterruptedException {
    if (closed.await(fault.time().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Dropped();
    }
  }

  private void revoke(Request request) {
    Cluster cluster = world.cluster();
    synchronized (cluster) {
      cluster
          .tokens()
          .removeIf(
              token ->
                  request.authorization().orElse("").startsWith("PVEAPIToken=" + token.id() + "="));
    }
  }

  private void fill() {
    Cluster cluster = world.cluster();
    synchronized (cluster) {
      cluster.storages().forEach(Storage::fill);
    }
  }

  private Answer plain(Request request, Consumer<Task> withEachTask)
      throws Dropped, InterruptedException {
    Api.Outcome outcome;
    Cluster cluster = world.cluster();
    synchronized (cluster) {
      outcome = api.answer(request);
      outcome.begun().forEach(withEachTask);
    }
    if (outcome.unknown()
        && closed.await(world.pace().unauthorized().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Dropped();
    }
    return outcome.answer();
  }
}
