package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.homelab.maven.simulator.state.Release;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The answers that the client is tried with have the types of the simulator's. */
@Timeout(60)
class RecordedTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(Release.class)
  void answersHaveTheTypesThatTheSimulatorGivesThem(Release release) throws Exception {
    Set<String> different = new TreeSet<>();
    int compared = 0;

    for (Map.Entry<String, String> simulated : SimulatedAnswers.of(release).entrySet()) {
      Map<String, Set<JsonNodeType>> theirs = types(simulated.getValue());
      Map<String, Set<JsonNodeType>> ours = types(Recorded.answer(simulated.getKey()));
      theirs.keySet().retainAll(ours.keySet());
      compared += theirs.size();
      for (String field : theirs.keySet()) {
        if (Collections.disjoint(theirs.get(field), ours.get(field))) {
          different.add(
              simulated.getKey() + field + " " + ours.get(field) + ", not " + theirs.get(field));
        }
      }
    }

    assertEquals(Set.of(), different);
    assertTrue(compared > 100, "only " + compared + " fields were compared");
  }

  /** Of each field, wherever in a list it is, the types that it has. */
  private static Map<String, Set<JsonNodeType>> types(String json) throws Exception {
    Map<String, Set<JsonNodeType>> types = new TreeMap<>();
    collect("", JSON.readTree(json), types);
    return types;
  }

  private static void collect(String path, JsonNode node, Map<String, Set<JsonNodeType>> types) {
    types.computeIfAbsent(path, p -> EnumSet.noneOf(JsonNodeType.class)).add(node.getNodeType());
    node.properties()
        .forEach(field -> collect(path + "." + field.getKey(), field.getValue(), types));
    if (node.isArray()) {
      node.forEach(element -> collect(path + "[]", element, types));
    }
  }
}
