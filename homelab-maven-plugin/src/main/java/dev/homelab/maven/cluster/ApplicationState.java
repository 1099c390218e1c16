package dev.homelab.maven.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an Application of Argo CD is.
 *
 * @param name its own
 * @param sync "Synced", "OutOfSync" or "Unknown"; empty before it was looked at
 * @param health "Healthy", "Progressing", "Degraded" and so on; empty before it was looked at
 * @param revision the commit it was compared with
 * @param repository where that is
 * @param follows the branch or tag that it follows there
 * @param resources how many objects it has
 * @param children the Applications among them
 * @param troubles what Argo CD says is wrong, in its words
 */
public record ApplicationState(
    String name,
    String sync,
    String health,
    String revision,
    String repository,
    String follows,
    int resources,
    List<String> children,
    List<String> troubles) {

  private static final int MOST_TROUBLES = 5;
  private static final int LONGEST = 300;

  /** Reads it. */
  public static ApplicationState of(JsonNode application) {
    JsonNode status = application.path("status");
    JsonNode source = application.path("spec").path("source");
    List<String> children = new ArrayList<>();
    for (JsonNode resource : status.path("resources")) {
      if (resource.path("kind").asText().equals("Application")) {
        children.add(resource.path("name").asText());
      }
    }
    return new ApplicationState(
        application.path("metadata").path("name").asText(),
        status.path("sync").path("status").asText(),
        status.path("health").path("status").asText(),
        status.path("sync").path("revision").asText(),
        source.path("repoURL").asText(),
        source.path("targetRevision").asText(),
        status.path("resources").size(),
        List.copyOf(children),
        troubles(status));
  }

  private static List<String> troubles(JsonNode status) {
    List<String> troubles = new ArrayList<>();
    for (JsonNode condition : status.path("conditions")) {
      String type = condition.path("type").asText();
      if (type.endsWith("Error")) {
        troubles.add(type + ": " + shortened(condition.path("message").asText()));
      }
    }
    JsonNode operation = status.path("operationState");
    if (List.of("Failed", "Error").contains(operation.path("phase").asText())) {
      troubles.add("sync failed: " + shortened(operation.path("message").asText()));
    }
    for (JsonNode resource : status.path("resources")) {
      String health = resource.path("health").path("status").asText();
      if (!health.isEmpty() && !health.equals("Healthy")) {
        troubles.add(
            resource.path("kind").asText()
                + " "
                + resource.path("name").asText()
                + " is "
                + health
                + Optional.of(shortened(resource.path("health").path("message").asText()))
                    .filter(message -> !message.isEmpty())
                    .map(message -> ": " + message)
                    .orElse(""));
      }
    }
    return troubles.stream().distinct().limit(MOST_TROUBLES).toList();
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  /**
   * Whether all of it is in the cluster and works. Its health alone says little: an Application
   * that could not be compared with git counts as healthy, and so does one without objects.
   */
  public boolean settled() {
    return sync.equals("Synced") && health.equals("Healthy") && resources > 0;
  }

  /** "OutOfSync, Degraded". */
  public String words() {
    if (sync.isEmpty() && health.isEmpty()) {
      return "not looked at yet";
    }
    String both = (sync.isEmpty() ? "?" : sync) + ", " + (health.isEmpty() ? "?" : health);
    return resources == 0 ? both + ", no objects" : both;
  }
}
