package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tasks: what runs, what has run, and what it told. */
final class TaskPages implements Pages {

  private static final String TASKS = "/nodes/{node}/tasks";
  private static final String TASK = TASKS + "/{upid}";

  private static final Pattern UPID =
      Pattern.compile(
          "UPID:[\\w-]+:\\p{XDigit}{8}:\\p{XDigit}{8,9}:\\p{XDigit}{8}"
              + ":[^:\\s]+:[^:\\s]*:[^:\\s]+:");

  @Override
  public void addTo(Router router) {
    router.on("GET /cluster/tasks", call -> rows(call, "", 100));
    router.on(
        "GET " + TASKS,
        "start limit userfilter vmid errors source typefilter statusfilter since until",
        TaskPages::list);
    router.on(
        "GET " + TASK,
        call -> {
          task(call);
          return List.of(Map.of("name", "log"), Map.of("name", "status"));
        });
    router.on("GET " + TASK + "/status", TaskPages::status);
    router.on("GET " + TASK + "/log", "start limit download", TaskPages::log);
    router.on("DELETE " + TASK, TaskPages::stop);
  }

  private static List<Map<String, Object>> list(Call call) throws Refusal {
    call.parameters().putIfAbsent("source", "archive");
    return rows(call, call.node().name(), call.number("limit").orElse(50));
  }

  /** The newest first. */
  private static List<Map<String, Object>> rows(Call call, String node, int limit) {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Task> tasks = call.cluster().tasks();
    for (int i = tasks.size() - 1; i >= 0 && rows.size() < limit; i--) {
      Task task = tasks.get(i);
      boolean asked =
          (node.isEmpty() || task.node().equals(node))
              && call.parameter("vmid").map(task.id()::equals).orElse(true)
              && call.parameter("typefilter").map(task.type()::equals).orElse(true)
              && isFrom(call.parameter("source"), task)
              && !(call.flag("errors") && task.exitStatus().map("OK"::equals).orElse(true));
      if (asked && isVisible(call, task)) {
        Map<String, Object> row = facts(task);
        task.exitStatus()
            .ifPresent(
                status -> {
                  row.put("status", status);
                  row.put("endtime", task.endsAt() / 1000);
                });
        rows.add(row);
      }
    }
    return rows;
  }

  /** A list of a node's tasks holds those that are over, unless it is asked for the others. */
  private static boolean isFrom(Optional<String> source, Task task) {
    boolean over = task.exitStatus().isPresent();
    return switch (source.orElse("all")) {
      case "archive" -> over;
      case "active" -> !over;
      default -> true;
    };
  }

  private static boolean isVisible(Call call, Task task) {
    String owner = task.user().replaceFirst("!.*", "");
    return owner.equals(call.identity().user()) || call.may("/nodes/" + task.node(), "Sys.Audit");
  }

  private static Map<String, Object> facts(Task task) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("upid", task.upid());
    row.put("node", task.node());
    row.put("pid", task.pid());
    row.put("pstart", task.started() % 0xffffff);
    row.put("starttime", task.started());
    row.put("type", task.type());
    row.put("id", task.id());
    row.put("user", task.user());
    return row;
  }

  /** While it runs there is no {@code exitstatus}, not even an empty one. */
  private static Map<String, Object> status(Call call) throws Refusal {
    Task task = task(call);
    Map<String, Object> status = facts(task);
    status.put("status", task.exitStatus().isPresent() ? "stopped" : "running");
    task.exitStatus().ifPresent(exit -> status.put("exitstatus", exit));
    return status;
  }

  private static List<Map<String, Object>> log(Call call) throws Refusal {
    List<String> lines = task(call).log();
    int start = Math.max(0, call.number("start").orElse(0));
    int limit = Math.max(0, call.number("limit").orElse(50));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = start; i < lines.size() && rows.size() < limit; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("n", i + 1);
      row.put("t", lines.get(i));
      rows.add(row);
    }
    if (rows.isEmpty()) {
      rows.add(Map.of("n", 1, "t", "no content"));
    }
    return rows;
  }

  private static Object stop(Call call) throws Refusal {
    Task task = task(call);
    if (task.exitStatus().isEmpty()) {
      task.abort();
    }
    return null;
  }

  private static Task task(Call call) throws Refusal {
    String upid = call.variable("upid");
    String node = call.node().name();
    if (!UPID.matcher(upid).matches()) {
      throw Refusal.invalid("upid", "unable to parse worker upid '" + upid + "'");
    }
    Task task =
        call.cluster()
            .task(upid)
            .filter(found -> found.node().equals(node))
            .orElseThrow(() -> Refusal.failed("no such task"));
    if (!isVisible(call, task)) {
      throw Refusal.forbidden("/nodes/" + node + ", Sys.Audit");
    }
    return task;
  }
}
