package dev.homelab.maven.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an apply would do, read from {@code tofu show -json} of a plan.
 *
 * @param changes of resources; those that stay as they are are left out
 * @param outputs the names of the outputs that change
 * @param machines every machine of Proxmox that there is or would be
 */
public record TofuPlan(List<Change> changes, List<String> outputs, List<Machine> machines) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MACHINE = "proxmox_vm_qemu";
  private static final int LONGEST = 60;

  /** Stands for a value that nobody knows before the apply. */
  public static final String UNKNOWN = "(known after apply)";

  /** What happens to a resource. */
  public enum Action {
    /** It is made. */
    CREATE("create"),
    /** It is changed where it is. */
    CHANGE("change"),
    /** It is removed, and another is made in its place. */
    REPLACE("replace"),
    /** It is removed. */
    DESTROY("destroy"),
    /** tofu no longer knows of it; it stays. */
    FORGET("forget");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** As people say it. */
    public String word() {
      return word;
    }

    /** Whether what there is now is gone afterwards. */
    public boolean loses() {
      return this == REPLACE || this == DESTROY;
    }
  }

  /**
   * An attribute before and after.
   *
   * @param path "cpu.cores"
   * @param before empty when it was not set
   * @param after empty when it will not be set
   */
  public record Attribute(String path, String before, String after) {}

  /**
   * What happens to one resource.
   *
   * @param address "module.node.proxmox_vm_qemu.vm"
   * @param type "proxmox_vm_qemu"
   * @param deposed whether it is the old one of a replacement that was interrupted
   * @param attributes those that differ
   * @param because the paths that make it a replacement
   */
  public record Change(
      String address,
      String type,
      Action action,
      boolean deposed,
      List<Attribute> attributes,
      List<String> because) {}

  /**
   * A machine of the environment.
   *
   * @param address of its resource
   * @param name in Proxmox
   * @param vmid its number; empty as long as it is not made
   */
  public record Machine(String address, String name, Optional<Integer> vmid) {}

  /** Whether nothing changes, not even an output. */
  public boolean isEmpty() {
    return changes.isEmpty() && outputs.isEmpty();
  }

  /** Reads it. */
  static TofuPlan read(String json) throws IOException {
    JsonNode root = JSON.readTree(json);
    List<Change> changes = new ArrayList<>();
    for (JsonNode resource : root.path("resource_changes")) {
      action(resource.path("change").path("actions"))
          .ifPresent(action -> changes.add(change(resource, action)));
    }
    List<String> outputs = new ArrayList<>();
    root.path("output_changes")
        .properties()
        .forEach(
            output -> {
              if (!words(output.getValue().path("actions")).equals(List.of("no-op"))) {
                outputs.add(output.getKey());
              }
            });
    return new TofuPlan(List.copyOf(changes), List.copyOf(outputs), machines(root));
  }

  private static Optional<Action> action(JsonNode actions) {
    List<String> words = words(actions);
    if (words.contains("create") && words.contains("delete")) {
      return Optional.of(Action.REPLACE);
    }
    return switch (words.isEmpty() ? "" : words.get(0)) {
      case "create" -> Optional.of(Action.CREATE);
      case "update" -> Optional.of(Action.CHANGE);
      case "delete" -> Optional.of(Action.DESTROY);
      case "forget" -> Optional.of(Action.FORGET);
      default -> Optional.empty(); // no-op, and read, which changes nothing in the world
    };
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static Change change(JsonNode resource, Action action) {
    JsonNode change = resource.path("change");
    List<String> because = new ArrayList<>();
    change.path("replace_paths").forEach(path -> because.add(path(path)));
    return new Change(
        resource.path("address").asText(),
        resource.path("type").asText(),
        action,
        resource.has("deposed"),
        attributes(change),
        List.copyOf(because));
  }

  /** {@code ["cpu", 0, "cores"]}: people do not count from 0, and there is mostly one. */
  private static String path(JsonNode steps) {
    StringBuilder path = new StringBuilder();
    for (JsonNode step : steps) {
      if (step.isTextual()) {
        path.append(path.isEmpty() ? "" : ".").append(step.asText());
      }
    }
    return path.toString();
  }

  private static List<Attribute> attributes(JsonNode change) {
    Map<String, String> before = new LinkedHashMap<>();
    Map<String, String> after = new LinkedHashMap<>();
    flatten("", change.path("before"), change.path("before_sensitive"), before);
    flatten("", change.path("after"), change.path("after_sensitive"), after);
    unknown("", change.path("after_unknown"), after);
    Set<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    List<Attribute> attributes = new ArrayList<>();
    for (String path : paths) {
      String was = before.getOrDefault(path, "");
      String will = after.getOrDefault(path, unknownAbove(path, after) ? UNKNOWN : "");
      if (!was.equals(will)) {
        attributes.add(new Attribute(path, was, will));
      }
    }
    return List.copyOf(attributes);
  }

  /** Of what is only known after the apply, the parts are not named. */
  private static boolean unknownAbove(String path, Map<String, String> after) {
    for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      if (UNKNOWN.equals(after.get(path.substring(0, dot)))) {
        return true;
      }
    }
    return false;
  }

  private static void flatten(
      String path, JsonNode value, JsonNode sensitive, Map<String, String> flat) {
    if (sensitive.isBoolean() && sensitive.asBoolean()) {
      // Two secrets are told apart without being told.
      flat.put(path, "(secret " + Integer.toHexString(value.hashCode()) + ")");
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(
              e ->
                  flatten(below(path, e.getKey()), e.getValue(), sensitive.path(e.getKey()), flat));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        String step = value.size() == 1 ? path : path + "[" + i + "]";
        flatten(step, value.get(i), sensitive.path(i), flat);
      }
    } else if (!value.isNull() && !value.isMissingNode()) {
      String text = value.asText();
      flat.put(path, text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }
  }

  private static void unknown(String path, JsonNode value, Map<String, String> flat) {
    if (value.isBoolean() && value.asBoolean()) {
      flat.put(path, UNKNOWN);
    } else if (value.isObject()) {
      value.properties().forEach(e -> unknown(below(path, e.getKey()), e.getValue(), flat));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        unknown(value.size() == 1 ? path : path + "[" + i + "]", value.get(i), flat);
      }
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static List<Machine> machines(JsonNode root) {
    Set<Machine> machines = new LinkedHashSet<>();
    collect(root.path("prior_state").path("values").path("root_module"), machines);
    Set<String> known = new TreeSet<>();
    machines.forEach(machine -> known.add(machine.address()));
    Set<Machine> planned = new LinkedHashSet<>();
    collect(root.path("planned_values").path("root_module"), planned);
    planned.stream().filter(m -> !known.contains(m.address())).forEach(machines::add);
    return List.copyOf(machines);
  }

  private static void collect(JsonNode module, Set<Machine> machines) {
    for (JsonNode resource : module.path("resources")) {
      if (resource.path("type").asText().equals(MACHINE)) {
        JsonNode vmid = resource.path("values").path("vmid");
        machines.add(
            new Machine(
                resource.path("address").asText(),
                resource.path("values").path("name").asText(),
                vmid.isInt() && vmid.asInt() > 0 ? Optional.of(vmid.asInt()) : Optional.empty()));
      }
    }
    module.path("child_modules").forEach(child -> collect(child, machines));
  }
}
