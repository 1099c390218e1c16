package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.http.Answer;
import dev.homelab.maven.simulator.http.Request;
import dev.homelab.maven.simulator.state.Identity;
import dev.homelab.maven.simulator.state.Task;
import java.util.List;

/** Everything below {@code /api2/json}: who asks, what for, whether they may, and the answer. */
public final class Api {

  private static final String BASE = "/api2/json";

  /**
   * An answer, with the tasks that the request began.
   *
   * @param unknown whether it was refused because nobody knows who asks
   */
  public record Outcome(Answer answer, List<Task> begun, boolean unknown) {}

  private final World world;
  private final Login login;
  private final Permissions permissions;
  private final Router router = new Router();

  /** Over this world. */
  public Api(World world) {
    this.world = world;
    this.login = new Login(world);
    this.permissions = new Permissions(world.cluster().release());
    for (Pages pages :
        List.of(
            new ClusterPages(),
            new NodePages(),
            new StoragePages(),
            new QemuPages(),
            new ClonePages(),
            new MovePages(),
            new PowerPages(),
            new AgentPages(),
            new TaskPages(),
            new PoolPages(),
            new AccessPages(),
            new TokenPages())) {
      pages.addTo(router);
    }
  }

  /** Every call there is, like {@code GET /nodes/{node}/status}. */
  public List<String> calls() {
    return router.names();
  }

  /** Answers one request; whoever calls holds the cluster's monitor. */
  public Outcome answer(Request request) {
    world.cluster().settle(world.now());
    if (request.path().equals("/")) {
      return new Outcome(
          Answer.text(200, "OK", "text/html;charset=UTF-8", "<title>Proxmox VE</title>\n"),
          List.of(),
          false);
    }
    if (!request.path().startsWith(BASE + "/")) {
      return new Outcome(
          Answer.bare(404, "no such file '" + request.path() + "'"), List.of(), false);
    }
    try {
      return known(request, request.path().substring(BASE.length()));
    } catch (Refusal e) {
      return new Outcome(e.answer(), List.of(), e.answer().status() == 401);
    }
  }

  private Outcome known(Request request, String path) throws Refusal {
    if (request.method().equals("POST") && path.equals("/access/ticket")) {
      return done(login.ticket(request.parameters()), List.of());
    }
    if (request.method().equals("GET") && path.equals("/access/domains")) {
      return done(
          AccessPages.domains(), List.of()); // the web interface asks before anyone is known
    }
    Identity identity = login.identity(request);
    Router.Match match = router.find(request.method(), path);
    Call call =
        new Call(world, identity, match.variables(), request.parameters(), request.upload());
    permissions.check(match.route().name(), call);
    if (match.variables().containsKey("node")) {
      call.node();
    }
    match.route().parameters().check(request.parameters(), match.variables());
    return done(match.route().page().answer(call), call.begun());
  }

  private static Outcome done(Object data, List<Task> begun) {
    return new Outcome(Answer.data(data), begun, false);
  }
}
