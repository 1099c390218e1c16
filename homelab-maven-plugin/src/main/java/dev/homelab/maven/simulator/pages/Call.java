package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.http.Request.Upload;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Identity;
import dev.homelab.maven.simulator.state.Node;
import dev.homelab.maven.simulator.state.Storage;
import dev.homelab.maven.simulator.state.Task;
import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request on its way through the pages.
 *
 * @param variables what stands in the path
 * @param begun the tasks that it has begun so far
 */
record Call(
    World world,
    Identity identity,
    Map<String, String> variables,
    Map<String, String> parameters,
    Optional<Upload> upload,
    List<Task> begun) {

  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

  Call(
      World world,
      Identity identity,
      Map<String, String> variables,
      Map<String, String> parameters,
      Optional<Upload> upload) {
    this(world, identity, variables, parameters, upload, new ArrayList<>());
  }

  Cluster cluster() {
    return world.cluster();
  }

  /** What stands in the path for a variable. */
  String variable(String name) {
    return variables.get(name);
  }

  /** A parameter, if it was given and is not empty. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /** A parameter that must be a number. */
  Optional<Integer> number(String name) throws Refusal {
    Optional<String> text = parameter(name);
    if (text.isPresent() && !text.get().matches("-?\\d{1,9}")) {
      throw Refusal.invalid(name, "type check ('integer') failed - got '" + text.get() + "'");
    }
    return text.map(Integer::parseInt);
  }

  /** Whether a parameter says yes, in any of Proxmox's words for it. */
  boolean flag(String name) {
    return isTrue(parameters.get(name));
  }

  static boolean isTrue(String value) {
    return value != null && value.matches("(?i)1|on|yes|true");
  }

  /** A path with its variables filled in, from the path of this call or from its parameters. */
  String filledIn(String path) {
    Matcher matcher = VARIABLE.matcher(path);
    return matcher.replaceAll(
        found -> {
          String name = found.group(1);
          String value = variables.getOrDefault(name, parameters.getOrDefault(name, ""));
          return Matcher.quoteReplacement(value);
        });
  }

  boolean may(String path, String privilege) {
    return world.privileges().has(identity, path, privilege);
  }

  boolean mayAny(String path, String... privileges) {
    for (String privilege : privileges) {
      if (may(path, privilege)) {
        return true;
      }
    }
    return false;
  }

  void need(String path, String privilege) throws Refusal {
    if (!may(path, privilege)) {
      throw Refusal.forbidden(path + ", " + privilege);
    }
  }

  void needAny(String path, String... privileges) throws Refusal {
    if (!mayAny(path, privileges)) {
      throw Refusal.forbidden(path + ", " + String.join("|", privileges));
    }
  }

  Node node() throws Refusal {
    String name = variable("node");
    Optional<Node> node = cluster().node(name);
    if (node.isEmpty()) {
      throw Refusal.failed(
          "hostname lookup '"
              + name
              + "' failed - failed to get address info for: "
              + name
              + ": Name or service not known");
    }
    if (!node.get().online()) {
      throw Refusal.unreachable("No route to host");
    }
    return node.get();
  }

  int vmid() throws Refusal {
    return vmid(variable("vmid"), "vmid");
  }

  static int vmid(String text, String parameter) throws Refusal {
    if (!text.matches("[1-9]\\d{2,8}")) {
      throw Refusal.invalid(parameter, "type check ('integer') failed - got '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  VirtualMachine machine() throws Refusal {
    String node = node().name();
    VirtualMachine machine = cluster().machines().get(vmid());
    if (machine == null || !machine.node().equals(node)) {
      throw Refusal.failed(
          "Configuration file 'nodes/" + node + "/qemu-server/" + vmid() + ".conf' does not exist");
    }
    return machine;
  }

  /** The machine, if nothing else is being done with it. */
  VirtualMachine unlockedMachine() throws Refusal {
    VirtualMachine machine = machine();
    if (!machine.lock().isEmpty()) {
      throw Refusal.failed("VM is locked (" + machine.lock() + ")");
    }
    return machine;
  }

  Storage storage(String name) throws Refusal {
    String node = node().name();
    Optional<Storage> storage = cluster().storage(node, name);
    if (storage.isPresent()) {
      return storage.get();
    }
    boolean elsewhere = cluster().storages().stream().anyMatch(s -> s.name().equals(name));
    throw Refusal.failed(
        elsewhere
            ? "storage '" + name + "' is not available on node '" + node + "'"
            : "storage '" + name + "' does not exist");
  }

  /** The storage, if it can be used. */
  Storage activeStorage(String name) throws Refusal {
    Storage storage = storage(name);
    if (!storage.enabled()) {
      throw Refusal.failed("storage '" + name + "' is disabled");
    }
    if (!storage.active()) {
      throw Refusal.failed("storage '" + name + "' is not online");
    }
    return storage;
  }

  /** Begins a task on the node of this call, and answers with its name. */
  String begin(String type, String id, Task.Work work) {
    long now = world.now();
    Task task =
        cluster()
            .begin(
                variable("node"),
                now,
                now + world.pace().of(type).toMillis(),
                type,
                id,
                identity.id(),
                work);
    begun.add(task);
    return task.upid();
  }
}
