package dev.homelab.maven.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the client gets.
 *
 * @param reason the phrase behind the status; clients read Proxmox's errors there
 * @param contentType of the body; empty without one
 */
public record Answer(int status, String reason, String contentType, byte[] body) {

  private static final String JSON = "application/json;charset=UTF-8";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A reason phrase is one line of ASCII. */
  public Answer {
    reason =
        reason
            .strip()
            .chars()
            .map(c -> c == '\n' || c == '\t' || c == '\r' ? ' ' : c < ' ' || c > '~' ? '?' : c)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
  }

  /** All went well, and this is {@code data}: maps, lists, texts, numbers or null. */
  public static Answer data(Object data) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("data", data);
    return new Answer(200, "OK", JSON, json(whole));
  }

  /** Something is wrong: in the status line, and in a body as well. */
  public static Answer error(int status, String message, Map<String, String> errors) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("data", null);
    whole.put("message", message.endsWith("\n") ? message : message + "\n");
    if (!errors.isEmpty()) {
      whole.put("errors", errors);
    }
    return new Answer(status, message, JSON, json(whole));
  }

  /** A status line and nothing else. */
  public static Answer bare(int status, String reason) {
    return new Answer(status, reason, "", new byte[0]);
  }

  /** Any text at all, such as the page of a proxy in between. */
  public static Answer text(int status, String reason, String contentType, String body) {
    return new Answer(status, reason, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] json(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // the values come from the pages
    }
  }
}
