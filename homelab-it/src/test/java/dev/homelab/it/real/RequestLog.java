package dev.homelab.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.simulator.RecordedRequest;
import dev.homelab.maven.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a real client asked of the simulated Proxmox, in chapters, held against what it asked
 * before. A client's new release may ask otherwise, and so may a change of the generated tree: if
 * that is right, the file that the test names is the new one to keep.
 */
final class RequestLog {

  private static final Path KEPT = Path.of("src/test/resources/proxmox");

  private final Simulator proxmox;
  private final StringBuilder text = new StringBuilder();
  private int told;

  RequestLog(Simulator proxmox) {
    this.proxmox = proxmox;
  }

  /** Ends a chapter: all requests since the last one belong to it. */
  void chapter(String title) {
    List<RecordedRequest> requests = proxmox.requests();
    List<RecordedRequest> these = requests.subList(told, requests.size());
    told = requests.size();
    text.append("# ").append(title).append('\n');
    String last = "";
    for (RecordedRequest request : these) {
      String line = line(request);
      // A client that waits asks again, as often as it happens to have the time.
      if (!line.equals(last)) {
        text.append(line).append('\n');
      }
      last = line;
    }
    text.append('\n');
  }

  /** What {@code run} asked is left in the folder of the tests. */
  void isAsBefore(String run) throws IOException {
    Path kept = KEPT.resolve("requests.txt");
    Path now = Files.writeString(Toolchain.work().resolve("requests-" + run + ".txt"), text);
    String before = Files.exists(kept) ? Files.readString(kept) : "";
    assertEquals(before, text.toString(), "if it is right so: cp " + now + " " + kept);
  }

  /** The last requests, for whoever wonders why a client gave up. */
  String tail() {
    List<RecordedRequest> requests = proxmox.requests();
    return requests.stream()
        .skip(Math.max(0, requests.size() - 20))
        .map(RecordedRequest::toString)
        .collect(Collectors.joining("\n"));
  }

  private static String line(RecordedRequest request) {
    String path = request.path().replaceFirst("^/api2/json", "");
    List<String> words = new ArrayList<>(List.of(request.method(), path));
    request
        .parameters()
        .forEach(
            (key, value) ->
                words.add(key + "=" + (isAKeyPress(request) ? "*" : inOneOrder(value))));
    if (request.status() != 200) {
      words.add("-> " + request.status() + " " + request.reason());
    }
    return words.stream()
        .map(RequestLog::withoutWhatIsNewEachTime)
        .collect(Collectors.joining(" "));
  }

  /** packer writes the options of a drive in whatever order; a description is left as it is. */
  private static String inOneOrder(String value) {
    if (value.contains(" ") || !value.contains(",")) {
      return value.replace("\n", "\\n");
    }
    List<String> parts = List.of(value.split(","));
    return parts.get(0)
        + parts.stream().skip(1).sorted().map(part -> "," + part).collect(Collectors.joining());
  }

  /** What is typed holds the address of this computer. */
  private static boolean isAKeyPress(RecordedRequest request) {
    return request.path().endsWith("/sendkey");
  }

  private static String withoutWhatIsNewEachTime(String word) {
    return word.replaceAll("(UPID:[^:]+):[0-9A-F]+:[0-9A-F]+:[0-9A-F]+:", "$1:*:*:*:")
        .replaceAll("([0-9A-F]{2}:){5}[0-9A-F]{2}", "MAC")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
  }
}
