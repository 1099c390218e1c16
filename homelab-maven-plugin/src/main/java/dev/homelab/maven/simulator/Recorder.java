package dev.homelab.maven.simulator;

import dev.homelab.maven.simulator.http.Answer;
import dev.homelab.maven.simulator.http.Request;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the requests, without what is secret in them. */
final class Recorder {

  private static final int MOST = 50_000;
  private static final Set<String> SECRET =
      Set.of("cipassword", "password", "new-password", "confirmation-password", "otp", "ticket");
  private static final String HIDDEN = "***";

  private final Deque<RecordedRequest> requests = new ArrayDeque<>();

  synchronized void add(Instant time, Request request, Optional<Answer> answer) {
    if (requests.size() >= MOST) {
      requests.removeFirst();
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
      boolean secret = SECRET.contains(parameter.getKey());
      parameters.put(parameter.getKey(), secret ? HIDDEN : withoutPassword(parameter.getValue()));
    }
    requests.add(
        new RecordedRequest(
            time,
            who(request),
            request.method(),
            request.path(),
            parameters,
            answer.map(Answer::status).orElse(0),
            answer.map(Answer::reason).orElse("")));
  }

  /** An address may hold a user and a password. */
  private static String withoutPassword(String value) {
    return value.replaceAll("://[^/@\\s]{1,300}@", "://" + HIDDEN + "@");
  }

  private static String who(Request request) {
    String token = request.authorization().orElse("");
    if (!token.startsWith("PVEAPIToken=")) {
      return "";
    }
    int name = token.indexOf("!");
    int secret = token.indexOf("=", Math.max(name, 0));
    return name < 0 || secret < 0 ? "" : token.substring("PVEAPIToken=".length(), secret);
  }

  synchronized List<RecordedRequest> all() {
    return List.copyOf(requests);
  }
}
