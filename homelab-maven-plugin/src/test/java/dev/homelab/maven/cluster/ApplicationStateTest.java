package dev.homelab.maven.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for {@link ApplicationState}. */
class ApplicationStateTest {

  private static ApplicationState read(String status) {
    try {
      return ApplicationState.of(
          new ObjectMapper()
              .readTree("{\"metadata\": {\"name\": \"home\"}, \"status\": " + status + "}"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isSettledOnlyWhenItIsSyncedAndHealthyAndHasObjects() {
    String both =
        "{\"sync\": {\"status\": \"%s\"}, \"health\": {\"status\": \"%s\"}, \"resources\": [%s]}";

    assertTrue(read(both.formatted("Synced", "Healthy", "{}")).settled());
    // As it is while git or a chart cannot be read.
    assertFalse(read(both.formatted("Unknown", "Healthy", "")).settled());
    assertFalse(read(both.formatted("Synced", "Healthy", "")).settled());
    assertFalse(read(both.formatted("OutOfSync", "Healthy", "{}")).settled());
    assertFalse(read(both.formatted("Synced", "Degraded", "{}")).settled());
    assertFalse(read("{}").settled());
  }

  @Test
  void saysHowItIs() {
    assertEquals("not looked at yet", read("{}").words());
    assertEquals(
        "Unknown, Healthy, no objects",
        read("{\"sync\": {\"status\": \"Unknown\"}, \"health\": {\"status\": \"Healthy\"}}")
            .words());
  }

  @Test
  void tellsItsTroublesInArgosWords() {
    ApplicationState state =
        read(
            """
            {"conditions": [{"type": "ComparisonError", "message": "no\\n  chart"},
              {"type": "OrphanedResourceWarning", "message": "never mind"}],
             "operationState": {"phase": "Failed", "message": "one or more objects failed"},
             "resources": [{"kind": "Application", "name": "phpipam",
               "health": {"status": "Degraded"}},
               {"kind": "Service", "name": "web",
               "health": {"status": "Progressing", "message": "no address"}},
               {"kind": "Secret", "name": "s", "health": {"status": "Healthy"}}]}""");

    assertEquals(List.of("phpipam"), state.children());
    assertEquals(
        List.of(
            "ComparisonError: no chart",
            "sync failed: one or more objects failed",
            "Application phpipam is Degraded",
            "Service web is Progressing: no address"),
        state.troubles());
  }
}
