package dev.homelab.maven.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What shall go wrong, and what has. Calls are counted from the moment a fault is told. */
public final class Faults {

  private final List<Planned> planned = new ArrayList<>();
  private final List<String> happened = new ArrayList<>();

  /** This shall go wrong. */
  public synchronized Faults add(Fault fault) {
    planned.add(new Planned(fault));
    return this;
  }

  /** All of a JSON list, whose objects have the fields of {@link Fault}. */
  public synchronized Faults read(String json) throws JsonProcessingException {
    JsonMapper mapper =
        JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
    for (Fault fault : mapper.readValue(json, Fault[].class)) {
      add(fault);
    }
    return this;
  }

  /** Nothing more shall go wrong. */
  public synchronized void clear() {
    planned.clear();
  }

  /** What has gone wrong so far: the effect and the call. */
  public synchronized List<String> happened() {
    return List.copyOf(happened);
  }

  /** Counts a call, and says what goes wrong with it; of several faults the first told. */
  synchronized Optional<Fault> on(String method, String path) {
    Optional<Fault> first = Optional.empty();
    for (Planned fault : planned) {
      if (fault.hits(method + " " + path) && first.isEmpty()) {
        first = Optional.of(fault.fault);
      }
    }
    first.ifPresent(fault -> happened.add(fault.effect() + " " + method + " " + path));
    return first;
  }

  private static final class Planned {

    private final Fault fault;
    private final Pattern pattern;
    private int seen;

    Planned(Fault fault) {
      this.fault = fault;
      this.pattern = fault.pattern();
    }

    boolean hits(String call) {
      if (!pattern.matcher(call).matches()) {
        return false;
      }
      seen++;
      return seen >= fault.nth() && (fault.times() < 0 || seen < fault.nth() + fault.times());
    }
  }
}
