package dev.homelab.maven.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A fixture of {@link DoctorFixturesTest}: what is wrong in a lab that is in order otherwise.
 *
 * <pre>
 * why: one sentence, what is wrong
 * answers: {node_ip: 10.23.45.99/24}      # in homelab.properties
 * proxmox:                                # changes the simulator's state; null takes away
 *   nodes: {pve1: {online: false}}        # a member of a list goes by its name
 * faults: [{call: GET /version, ...}]     # told to the simulator
 * certificate: other-name                 # of the simulator
 * trust: system | ca | other              # the right one is pinned otherwise
 * url: https://...                        # in place of the simulator's
 * variables: {PM_API_TOKEN_ID: ...}       # in place of the token
 * answering: [10.23.45.31]                # addresses in the network
 * machine: {java: "11", maven: 3.6.3}     # that doctor runs on
 * files: {path: content}                  # not committed
 * git: shell lines, run in the homelab
 * expect: all that doctor prints beside its lines that are ok
 * </pre>
 */
final class BrokenLab {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("name", "id", "path");

  private final Map<String, Object> content;

  private BrokenLab(Map<String, Object> content) {
    this.content = content;
  }

  static BrokenLab read(Path file) throws IOException {
    return new BrokenLab(
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
  }

  String why() {
    return text("why");
  }

  String text(String key) {
    return content.getOrDefault(key, "").toString();
  }

  boolean has(String key) {
    return content.containsKey(key);
  }

  @SuppressWarnings("unchecked") // what is no map fails the test that reads it
  Map<String, String> texts(String key) {
    return ((Map<String, Object>) content.getOrDefault(key, Map.of()))
        .entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
  }

  List<?> list(String key) {
    return (List<?>) content.getOrDefault(key, List.of());
  }

  String json(String key) throws JsonProcessingException {
    return JSON.writeValueAsString(content.get(key));
  }

  /** The simulator's state with the changes. */
  String applyTo(String state) throws JsonProcessingException {
    JsonNode tree = JSON.readTree(state);
    if (has("proxmox")) {
      change((ObjectNode) tree, JSON.valueToTree(content.get("proxmox")));
    }
    return JSON.writeValueAsString(tree);
  }

  private static void change(ObjectNode target, JsonNode changes) {
    changes
        .properties()
        .forEach(
            entry -> {
              JsonNode old = target.get(entry.getKey());
              if (entry.getValue().isNull()) {
                target.remove(entry.getKey());
              } else if (old instanceof ObjectNode object && entry.getValue().isObject()) {
                change(object, entry.getValue());
              } else if (old instanceof ArrayNode array && entry.getValue().isObject()) {
                entry.getValue().properties().forEach(e -> change(array, e));
              } else {
                target.set(entry.getKey(), entry.getValue());
              }
            });
  }

  private static void change(ArrayNode target, Map.Entry<String, JsonNode> member) {
    for (int i = 0; i < target.size(); i++) {
      JsonNode old = target.get(i);
      if (NAMES.stream().anyMatch(n -> old.path(n).asText().equals(member.getKey()))) {
        if (member.getValue().isNull()) {
          target.remove(i);
        } else {
          change((ObjectNode) old, member.getValue());
        }
        return;
      }
    }
    target.add(member.getValue());
  }
}
