package dev.homelab.maven.simulator;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with certain calls.
 *
 * @param call like {@code POST /nodes/*&#47;qemu/*&#47;clone}; a star is one part of the path, or
 *     any method
 * @param nth the first of these calls that it happens to; left out, the very first
 * @param times to how many of them it happens; left out, to one, and -1 stands for all
 * @param effect what happens
 * @param status of the answer, where there is one
 * @param message the answer's reason, the end of a task, or the body of {@code text}
 * @param seconds how long it takes, where that matters; nothing stands for ever
 */
public record Fault(
    String call,
    Integer nth,
    Integer times,
    Effect effect,
    int status,
    String message,
    double seconds) {

  private static final Duration FOR_EVER = Duration.ofDays(365);

  /** What happens to a call. */
  public enum Effect {
    /** Nothing is done, and the answer is an error with a body of JSON. */
    FAIL,
    /** Nothing is done, and the answer is a status line with the message as a page of text. */
    TEXT,
    /** Nothing is done, and no answer comes, until the time is over or the simulator ends. */
    HANG,
    /** Nothing is done, and the connection ends. */
    DROP,
    /** It is done, and the connection ends before the answer. */
    LOSE,
    /** It is done, later. */
    SLOW,
    /** The task that it begins ends in an error. */
    TASK,
    /** The task that it begins takes that much longer. */
    STALL,
    /** The token that asks is deleted first. */
    REVOKE,
    /** Every storage is full from here on. */
    FULL
  }

  /** What is left out is the very first call, once. */
  public Fault {
    nth = nth == null ? 1 : nth;
    times = times == null ? 1 : times;
    message = message == null ? "" : message;
    if (!call.matches("(\\*|[A-Z]+) /\\S*")) {
      throw new IllegalArgumentException(
          "the call of a fault is a method and a path, like 'POST /nodes/*/qemu', not '"
              + call
              + "'");
    }
  }

  /** The first of these calls fails with that status and reason. */
  public static Fault fails(String call, int status, String reason) {
    return new Fault(call, 1, 1, Effect.FAIL, status, reason, 0);
  }

  /** The first of these calls gets this text, as from a proxy in between. */
  public static Fault text(String call, int status, String body) {
    return new Fault(call, 1, 1, Effect.TEXT, status, body, 0);
  }

  /** The first of these calls gets no answer, for that long. */
  public static Fault hangs(String call, Duration time) {
    return new Fault(call, 1, 1, Effect.HANG, 0, "", time.toMillis() / 1000.0);
  }

  /** The connection of the first of these calls ends, and nothing is done. */
  public static Fault drops(String call) {
    return new Fault(call, 1, 1, Effect.DROP, 0, "", 0);
  }

  /** The first of these calls is done, and its answer lost. */
  public static Fault loses(String call) {
    return new Fault(call, 1, 1, Effect.LOSE, 0, "", 0);
  }

  /** The first of these calls takes that much longer. */
  public static Fault slow(String call, Duration time) {
    return new Fault(call, 1, 1, Effect.SLOW, 0, "", time.toMillis() / 1000.0);
  }

  /** The task that the first of these calls begins ends so. */
  public static Fault taskFails(String call, String message) {
    return new Fault(call, 1, 1, Effect.TASK, 0, message, 0);
  }

  /** The task that the first of these calls begins takes that much longer. */
  public static Fault stalls(String call, Duration time) {
    return new Fault(call, 1, 1, Effect.STALL, 0, "", time.toMillis() / 1000.0);
  }

  /** The token is deleted when it makes the first of these calls. */
  public static Fault revokes(String call) {
    return new Fault(call, 1, 1, Effect.REVOKE, 0, "", 0);
  }

  /** Every storage is full when the first of these calls comes. */
  public static Fault full(String call) {
    return new Fault(call, 1, 1, Effect.FULL, 0, "", 0);
  }

  /** From the nth call on. */
  public Fault from(int newNth) {
    return new Fault(call, newNth, times, effect, status, message, seconds);
  }

  /** So many times; -1 for ever. */
  public Fault repeated(int newTimes) {
    return new Fault(call, nth, newTimes, effect, status, message, seconds);
  }

  Duration time() {
    return seconds <= 0 ? FOR_EVER : Duration.ofMillis((long) (seconds * 1000));
  }

  /** Which calls it may happen to. */
  Pattern pattern() {
    StringBuilder pattern = new StringBuilder();
    for (String part : call.split("((?<=[ /])|(?=[ /]))")) {
      pattern.append(part.equals("*") ? "[^/ ]+" : Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString());
  }
}
