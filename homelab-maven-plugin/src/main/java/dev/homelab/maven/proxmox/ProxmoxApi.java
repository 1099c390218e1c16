package dev.homelab.maven.proxmox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homelab.maven.proxmox.ProxmoxException.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proxmox VE, a verb for each call that we make. For any number of threads at once.
 *
 * <p>What only reads is tried again when the connection breaks or a proxy in between fails, within
 * the connection's deadline; what changes something is sent once. A proxy of Maven or of the system
 * is not used: Proxmox is in the same network.
 */
public final class ProxmoxApi implements AutoCloseable {

  /** Why the API does not tell a token about itself: it may not look, or is no token it knows. */
  private static final Set<Kind> UNTOLD = EnumSet.of(Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.REJECTED);

  private final Connection connection;
  private final Transport transport;
  private final TaskFollower follower;

  ProxmoxApi(Connection connection, Transport transport, Outside outside) {
    this.connection = connection;
    this.transport = transport;
    this.follower = new TaskFollower(this, transport.complaints(), outside);
  }

  /**
   * Gets ready to ask; asks nothing yet.
   *
   * @throws ProxmoxException when address, token, CA file or fingerprint cannot be used
   */
  public static ProxmoxApi open(Connection connection) throws ProxmoxException {
    return open(connection, Outside.real());
  }

  static ProxmoxApi open(Connection connection, Outside outside) throws ProxmoxException {
    return new ProxmoxApi(connection, Transport.to(connection, outside), outside);
  }

  /** What it was opened with. */
  public Connection connection() {
    return connection;
  }

  /** Which Proxmox VE it is; needs a valid token, but no privilege. */
  public Version version() throws ProxmoxException {
    return Version.from(object(Call.get("version")));
  }

  /** The cluster's nodes. */
  public List<NodeSummary> nodes() throws ProxmoxException {
    return list(Call.get("nodes")).stream()
        .map(NodeSummary::from)
        .filter(node -> !node.name().isEmpty())
        .toList();
  }

  /** How a node is; needs Sys.Audit on it. */
  public NodeStatus nodeStatus(String node) throws ProxmoxException {
    return NodeStatus.from(object(Call.get("nodes", node, "status")));
  }

  /** What a node's clock says; needs Sys.Audit on it. */
  public NodeTime time(String node) throws ProxmoxException {
    return NodeTime.from(object(Call.get("nodes", node, "time")));
  }

  /** A node's storages, those that the token may see. */
  public List<Storage> storages(String node) throws ProxmoxException {
    return list(Call.get("nodes", node, "storage")).stream()
        .map(Storage::from)
        .filter(storage -> !storage.name().isEmpty())
        .toList();
  }

  /**
   * What a storage holds of one sort, as far as the token may see it.
   *
   * @param content "iso", "images", "snippets", ...
   */
  public List<Volume> volumes(String node, String storage, String content) throws ProxmoxException {
    Call call = Call.get("nodes", node, "storage", storage, "content").with("content", content);
    return list(call).stream().map(Volume::from).filter(volume -> !volume.id().isEmpty()).toList();
  }

  /** A node's network interfaces, those that the token may see. */
  public List<Network> networks(String node) throws ProxmoxException {
    return list(Call.get("nodes", node, "network")).stream()
        .map(Network::from)
        .filter(network -> !network.name().isEmpty())
        .toList();
  }

  /** All machines, containers and templates of the cluster that the token may see. */
  public List<VmSummary> vms() throws ProxmoxException {
    return list(Call.get("cluster", "resources").with("type", "vm")).stream()
        .map(VmSummary::from)
        .filter(vm -> vm.id() > 0)
        .toList();
  }

  /** What a machine is made of, with what is still to be applied to it. */
  public VmConfig vmConfig(String node, int vmid) throws ProxmoxException {
    return VmConfig.from(object(Call.get("nodes", node, "qemu", vmid, "config")));
  }

  /** How a machine is now. */
  public VmStatus vmStatus(String node, int vmid) throws ProxmoxException {
    return VmStatus.from(object(Call.get("nodes", node, "qemu", vmid, "status", "current")));
  }

  /**
   * The addresses that a machine has now, as its guest agent tells.
   *
   * @throws ProxmoxException of the kind AGENT_SILENT while it does not
   */
  public List<GuestInterface> agentInterfaces(String node, int vmid) throws ProxmoxException {
    Call call = Call.get("nodes", node, "qemu", vmid, "agent", "network-get-interfaces");
    return object(call).list("result").stream().map(GuestInterface::from).toList();
  }

  /** What the token may do, wherever it may do anything. */
  public Permissions permissions() throws ProxmoxException {
    return Permissions.from(object(Call.get("access", "permissions")));
  }

  /**
   * How our token was made; empty when it may not know.
   *
   * <p>Its own page is for its user, which a token is not, or for who may change users. One that
   * has Sys.Audit sees the users with their tokens in the list.
   */
  public Optional<TokenInfo> tokenInfo() throws ProxmoxException {
    ApiToken token = connection.token();
    for (Fields user : toldUsers()) {
      for (Fields entry : user.list("tokens")) {
        if (user.text("userid").equals(token.user())
            && entry.text("tokenid").equals(token.name())) {
          return Optional.of(TokenInfo.from(entry).endingWith(user));
        }
      }
    }
    try {
      Call itself = Call.get("access", "users", token.user(), "token", token.name());
      return Optional.of(TokenInfo.from(object(itself)));
    } catch (ProxmoxException e) {
      return untold(e, Optional.empty());
    }
  }

  private List<Fields> toldUsers() throws ProxmoxException {
    try {
      return list(Call.get("access", "users").with("full", 1));
    } catch (ProxmoxException e) {
      return untold(e, List.of());
    }
  }

  private static <T> T untold(ProxmoxException why, T instead) throws ProxmoxException {
    if (UNTOLD.contains(why.kind())) {
      return instead;
    }
    throw why;
  }

  /** A node's last tasks, the newest first, those that the token may see. */
  public List<TaskStatus> tasks(String node) throws ProxmoxException {
    return list(Call.get("nodes", node, "tasks").with("source", "all")).stream()
        .flatMap(
            fields ->
                Upid.parse(fields.text("upid"))
                    .map(upid -> TaskStatus.listed(upid, fields))
                    .stream())
        .toList();
  }

  /** How a task is. */
  TaskStatus task(Upid upid) throws ProxmoxException {
    return TaskStatus.from(
        upid, object(Call.get("nodes", upid.node(), "tasks", upid.text(), "status")));
  }

  /** Lines of a task's log, from that one on, counted from 0. */
  List<String> taskLog(Upid upid, int from, int most) throws ProxmoxException {
    Call call =
        Call.get("nodes", upid.node(), "tasks", upid.text(), "log")
            .with("start", from)
            .with("limit", most);
    return list(call).stream().limit(most).map(line -> line.text("t")).toList();
  }

  /**
   * Waits until a task has ended well, with or without warnings.
   *
   * @param watcher hears the lines of its log
   * @throws ProxmoxException of the kind TASK_FAILED with the end of its log, or TIMEOUT when it
   *     goes on after the deadline
   */
  public TaskStatus awaitTask(Upid upid, TaskWatcher watcher, Duration deadline)
      throws ProxmoxException {
    return follower.await(upid, watcher, deadline);
  }

  /** Starts a machine. */
  public Upid start(String node, int vmid) throws ProxmoxException {
    return started(Call.post("nodes", node, "qemu", vmid, "status", "start"));
  }

  /** Cuts a machine's power. */
  public Upid stop(String node, int vmid) throws ProxmoxException {
    return started(Call.post("nodes", node, "qemu", vmid, "status", "stop"));
  }

  /** Removes a machine that is stopped, with its disks and its entries in backup jobs. */
  public Upid delete(String node, int vmid) throws ProxmoxException {
    return started(
        Call.delete("nodes", node, "qemu", vmid)
            .with("purge", 1)
            .with("destroy-unreferenced-disks", 0));
  }

  /**
   * Notes something at a machine.
   *
   * @param digest of the configuration that was looked at: when it was changed since, nothing
   *     happens and it fails; empty for whatever is there
   */
  public void setDescription(String node, int vmid, String description, String digest)
      throws ProxmoxException {
    Call call = Call.put("nodes", node, "qemu", vmid, "config").with("description", description);
    transport.send(digest.isEmpty() ? call : call.with("digest", digest));
  }

  private Fields object(Call call) throws ProxmoxException {
    JsonNode data = transport.send(call);
    if (!data.isObject()) {
      throw transport.complaints().wrongType(call, "an object");
    }
    return new Fields(data);
  }

  private List<Fields> list(Call call) throws ProxmoxException {
    JsonNode data = transport.send(call);
    if (!data.isArray()) {
      throw transport.complaints().wrongType(call, "a list");
    }
    return Fields.list(data);
  }

  private Upid started(Call call) throws ProxmoxException {
    return Upid.parse(transport.send(call).asText())
        .orElseThrow(() -> transport.complaints().wrongType(call, "the name of a task"));
  }

  /** Lets go of its threads and connections. */
  @Override
  public void close() {
    transport.close();
  }
}
