package dev.homelab.maven.simulator.state;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All there is. One thread at a time: whoever uses it holds its monitor. */
public final class Cluster {

  private Release version = Release.V9;
  private String name = "";
  private final List<Node> nodes = new ArrayList<>();
  private final List<Storage> storages = new ArrayList<>();
  private final TreeMap<Integer, VirtualMachine> machines = new TreeMap<>();
  private final List<User> users = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<Role> roles = new ArrayList<>();
  private final List<AclEntry> acl = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private int nextPid = 1000;

  private Cluster() {}

  /** An empty one, with root and the roles that come with Proxmox. */
  public static Cluster of(Release release) {
    Cluster cluster = new Cluster();
    cluster.version = release;
    cluster.addWhatIsAlwaysThere();
    return cluster;
  }

  /**
   * As {@link #json} has written it, or somebody by hand; what is left out is as in an empty one.
   */
  public static Cluster read(String json) throws JsonProcessingException {
    Cluster cluster = Json.MAPPER.readValue(json, Cluster.class);
    cluster.addWhatIsAlwaysThere();
    return cluster;
  }

  /** All of it, secrets included. */
  public String json() {
    try {
      return Json.MAPPER.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain fields
    }
  }

  private void addWhatIsAlwaysThere() {
    if (user(User.ROOT).isEmpty()) {
      users.add(0, new User(User.ROOT, "", true, 0, ""));
    }
    for (Role role : BuiltInRoles.of(version)) {
      if (role(role.id()).isEmpty()) {
        roles.add(role);
      }
    }
  }

  /** Whose rules hold. */
  public Release release() {
    return version;
  }

  /** Of a cluster; empty for a node by itself. */
  public String name() {
    return name;
  }

  /** The hypervisors. */
  public List<Node> nodes() {
    return nodes;
  }

  /** One of them. */
  public Optional<Node> node(String wanted) {
    return nodes.stream().filter(node -> node.name().equals(wanted)).findFirst();
  }

  /** Every storage of every node. */
  public List<Storage> storages() {
    return storages;
  }

  /** The one that this node knows by that name. */
  public Optional<Storage> storage(String node, String wanted) {
    return storages.stream()
        .filter(storage -> storage.name().equals(wanted) && storage.isOn(node))
        .findFirst();
  }

  /** By their numbers. */
  public TreeMap<Integer, VirtualMachine> machines() {
    return machines;
  }

  /** Who may log in. */
  public List<User> users() {
    return users;
  }

  /** One of them. */
  public Optional<User> user(String id) {
    return users.stream().filter(user -> user.id().equals(id)).findFirst();
  }

  /** The keys to the API. */
  public List<Token> tokens() {
    return tokens;
  }

  /** One of them, by a name like homelab@pve!iac. */
  public Optional<Token> token(String id) {
    return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
  }

  /** Privileges under a name. */
  public List<Role> roles() {
    return roles;
  }

  /** One of them. */
  public Optional<Role> role(String id) {
    return roles.stream().filter(role -> role.id().equals(id)).findFirst();
  }

  /** Who has which role where. */
  public List<AclEntry> acl() {
    return acl;
  }

  /** What belongs together. */
  public List<Pool> pools() {
    return pools;
  }

  /** One of them. */
  public Optional<Pool> pool(String id) {
    return pools.stream().filter(pool -> pool.id().equals(id)).findFirst();
  }

  /** The one that a machine belongs to. */
  public Optional<Pool> poolOf(int vmid) {
    return pools.stream().filter(pool -> pool.machines().contains(vmid)).findFirst();
  }

  /** From the oldest to the newest. */
  public List<Task> tasks() {
    return tasks;
  }

  /** One of them. */
  public Optional<Task> task(String upid) {
    return tasks.stream().filter(task -> task.upid().equals(upid)).findFirst();
  }

  /** A number for a process that is being started. */
  public int newPid() {
    return ++nextPid;
  }

  /** The first free number from 100 on. */
  public int nextVmid() {
    int next = 100;
    while (machines.containsKey(next)) {
      next++;
    }
    return next;
  }

  /** Begins a task, whose work is done by {@link #settle} once its time has come. */
  public Task begin(
      String node, long now, long endsAt, String type, String id, String user, Task.Work work) {
    Task task = Task.of(node, newPid(), now, endsAt, type, id, user, work);
    tasks.add(task);
    return task;
  }

  /** Finishes what is over by now, in the order in which it ended. */
  public void settle(long now) {
    tasks.stream()
        .filter(task -> task.exitStatus().isEmpty() && task.endsAt() <= now)
        .sorted(Comparator.comparingLong(Task::endsAt))
        .toList()
        .forEach(Task::finish);
  }

  /** Made when it is needed: most runs neither read nor write a file. */
  private static final class Json {
    static final JsonMapper MAPPER =
        JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
  }
}
