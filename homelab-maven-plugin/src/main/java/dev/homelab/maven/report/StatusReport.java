package dev.homelab.maven.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.homelab.maven.problem.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What exists of a homelab, part by part, and what of it differs from the repository.
 *
 * @param name how the homelab is called
 * @param environment that was looked at
 * @param parts in the order they are made in
 */
public record StatusReport(String name, String environment, List<Part> parts) {

  private static final int VERSION = 1;

  /** How a part is. */
  public enum State {
    /** It is there, as the repository says. */
    OK("ok"),
    /** It is there, and differs. */
    DIFFERS("differs"),
    /** It is not there. */
    MISSING("not there"),
    /** Whoever knows could not be asked. */
    UNKNOWN("unknown");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** As people read it. */
    public String words() {
      return words;
    }
  }

  /**
   * A part.
   *
   * @param kind "template", "machine", "cluster", "application", "repository"
   * @param what it is, in a few words
   * @param state how it is
   * @param differences from the repository, or why it is unknown, each in a line
   */
  public record Part(String kind, String what, State state, List<String> differences) {

    /** There, as it should be. */
    public static Part ok(String kind, String what) {
      return new Part(kind, what, State.OK, List.of());
    }

    /** There; with differences it differs. */
    public static Part there(String kind, String what, List<String> differences) {
      return new Part(
          kind, what, differences.isEmpty() ? State.OK : State.DIFFERS, List.copyOf(differences));
    }

    /** Not there. */
    public static Part missing(String kind, String what, String why) {
      return new Part(kind, what, State.MISSING, List.of(why));
    }

    /** Who knows could not be asked. */
    public static Part unknown(String kind, String what, String why) {
      return new Part(kind, what, State.UNKNOWN, List.of(why));
    }
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "homelab status: " + Printable.of(name) + ", environment " + Printable.of(environment));
    int width = parts.stream().mapToInt(part -> part.what().length()).max().orElse(0);
    for (Part part : parts) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-12s  %-" + Math.max(1, Math.min(width, 70)) + "s  %s",
                  part.kind(),
                  Printable.of(part.what()),
                  part.state().words())
              .stripTrailing());
      part.differences().forEach(line -> lines.add("    " + Printable.of(line)));
    }
    lines.add(summary());
    return lines;
  }

  private String summary() {
    List<String> counts = new ArrayList<>();
    for (State state : State.values()) {
      long count = parts.stream().filter(part -> part.state() == state).count();
      if (count > 0) {
        counts.add(count + " " + state.words());
      }
    }
    return String.join(", ", counts);
  }

  /**
   * For programs: {@code {version, goal, homelab, environment, parts: [{kind, what, state,
   * differences}]}}.
   */
  public String json() {
    StringWriter text = new StringWriter();
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent));
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeStringField("goal", "status");
      json.writeStringField("homelab", name);
      json.writeStringField("environment", environment);
      json.writeArrayFieldStart("parts");
      for (Part part : parts) {
        json.writeStartObject();
        json.writeStringField("kind", part.kind());
        json.writeStringField("what", part.what());
        json.writeStringField("state", part.state().words());
        json.writeArrayFieldStart("differences");
        for (String difference : part.differences()) {
          json.writeString(difference);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e); // a writer in memory
    }
    return text + "\n";
  }
}
