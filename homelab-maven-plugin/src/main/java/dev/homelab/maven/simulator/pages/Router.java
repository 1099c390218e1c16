package dev.homelab.maven.simulator.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the page of a method and a path. */
final class Router {

  /** A page with where it is. */
  record Route(
      String name, String method, List<String> segments, Parameters parameters, Page page) {

    private Optional<Map<String, String>> variables(String wantedMethod, List<String> path) {
      if (!method.equals(wantedMethod) || segments.size() != path.size()) {
        return Optional.empty();
      }
      Map<String, String> variables = new LinkedHashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          variables.put(segment.substring(1, segment.length() - 1), path.get(i));
        } else if (!segment.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(variables);
    }
  }

  /** A page with what its variables stand for. */
  record Match(Route route, Map<String, String> variables) {}

  private static final int LONGEST_PATH = 2000;

  private final List<Route> routes = new ArrayList<>();

  /** A page without parameters. */
  void on(String name, Page page) {
    on(name, "", page);
  }

  /**
   * A page.
   *
   * @param name like {@code GET /nodes/{node}/status}
   * @param parameters as {@link Parameters} reads them
   */
  void on(String name, String parameters, Page page) {
    int blank = name.indexOf(' ');
    List<String> segments = segments(name.substring(blank + 1));
    routes.add(
        new Route(name, name.substring(0, blank), segments, new Parameters(parameters), page));
  }

  Match find(String method, String path) throws Refusal {
    if (path.length() <= LONGEST_PATH) {
      List<String> segments = segments(path);
      for (Route route : routes) {
        Optional<Map<String, String>> variables = route.variables(method, segments);
        if (variables.isPresent()) {
          return new Match(route, variables.get());
        }
      }
    }
    throw Refusal.notImplemented(method, path);
  }

  List<String> names() {
    return routes.stream().map(Route::name).toList();
  }

  /** A volume's name holds a slash, and is the rest of its path. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(List.of(path.substring(1).split("/")));
    int content = segments.indexOf("content");
    if (content == 4 && segments.get(2).equals("storage") && segments.size() > 6) {
      String volume = String.join("/", segments.subList(5, segments.size()));
      segments.subList(5, segments.size()).clear();
      segments.add(volume);
    }
    return segments;
  }
}
