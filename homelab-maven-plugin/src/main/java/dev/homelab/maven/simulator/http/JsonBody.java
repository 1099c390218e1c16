package dev.homelab.maven.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.StringJoiner;

/** A body of JSON, which Proxmox takes as well: an object of plain values. */
final class JsonBody {

  private static final int DEEPEST = 20;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private JsonBody() {}

  static void read(String text, Map<String, String> into) throws BadRequest {
    JsonNode object;
    try {
      object = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadRequest(400, "malformed JSON in request");
    }
    if (object == null || object.isMissingNode() || object.isNull()) {
      return;
    }
    if (!object.isObject()) {
      throw new BadRequest(400, "the JSON of a request must be an object");
    }
    object.properties().forEach(field -> into.put(field.getKey(), plain(field.getValue())));
  }

  private static String plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.asBoolean() ? "1" : "0";
    }
    if (value.isArray()) {
      StringJoiner joined = new StringJoiner("\0");
      value.forEach(element -> joined.add(plain(element)));
      return joined.toString();
    }
    return value.isValueNode() ? value.asText("") : value.toString();
  }
}
