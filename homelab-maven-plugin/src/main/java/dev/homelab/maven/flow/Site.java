package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.doctor.NetworkReach;
import dev.homelab.maven.check.doctor.World;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.proxmox.ApiToken;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.tool.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The world that a goal acts on: its hypervisor, its tools, and doctor's questions about both. */
public final class Site implements AutoCloseable {

  /** What an image fails at. */
  private static final Set<String> IMAGE =
      Set.of(
          "packer",
          "credentials",
          "api",
          "version",
          "token",
          "privileges",
          "node",
          "processor",
          "storage",
          "iso-storage",
          "bridge");

  /** What a machine fails at. */
  private static final Set<String> PROVISION =
      Set.of(
          "tofu",
          "credentials",
          "api",
          "version",
          "token",
          "privileges",
          "node",
          "processor",
          "room",
          "storage",
          "snippets",
          "bridge",
          "template",
          "address");

  /** What has to be there to remove one. */
  private static final Set<String> DESTROY =
      Set.of("tofu", "credentials", "api", "version", "token", "node");

  private final World world;
  private final ProxmoxHypervisor hypervisor;
  private final Bench bench;

  private Site(World world, ProxmoxHypervisor hypervisor, Bench bench) {
    this.world = world;
    this.hypervisor = hypervisor;
    this.bench = bench;
  }

  /** The real one. */
  public static Site real(DoctorRequest request, ToolSettings tools, Console console) {
    Path root = request.root();
    Answers answers = Answers.in(root);
    request.access().warning(answers).ifPresent(w -> w.toString().lines().forEach(console::warn));
    Runner runner = tools.runner(request.secrets());
    World world =
        World.real(
            request.machine(tools, runner, new NetworkReach(tools.environment(), runner)),
            () -> request.access().credential(answers),
            () -> request.access().open(answers));
    ProxmoxHypervisor hypervisor = new ProxmoxHypervisor(() -> request.access().open(answers));
    Bench bench =
        new Bench(
            console,
            tools,
            request.secrets(),
            hypervisor,
            () -> Optional.of(token(request.access().credential(answers).token())),
            Reach.DIRECT);
    return new Site(world, hypervisor, bench);
  }

  /** One whose Proxmox lives in this process. */
  public static Site rehearsed(
      DoctorRequest request, RehearsedLab lab, ToolSettings tools, Console console) {
    Answers answers = lab.answers();
    ProxmoxAccess access = lab.access(request.access().deadline());
    Runner runner = tools.runner(request.secrets());
    World world =
        World.rehearsedOnACopy(
            request.machine(tools, runner, new NobodyElse()),
            () -> access.credential(answers),
            () -> access.open(answers),
            lab.standIns());
    ProxmoxHypervisor hypervisor = new ProxmoxHypervisor(() -> access.open(answers));
    return new Site(
        world,
        hypervisor,
        new Bench(
            console,
            tools,
            request.secrets(),
            hypervisor,
            () -> Optional.of(token(access.credential(answers).token())),
            lab.reach()));
  }

  private static Token token(ApiToken token) {
    return new Token(token.id(), token.secret());
  }

  /** Console, tools and hypervisor. */
  public Bench bench() {
    return bench;
  }

  /**
   * What image asks before it begins: preflight's questions, and doctor's as far as they matter.
   */
  public List<Check> beforeImage() {
    return checks(IMAGE);
  }

  /** What provision asks. */
  public List<Check> beforeProvision() {
    return checks(PROVISION);
  }

  /** What destroy asks: not whether the files are any good, since they are on their way out. */
  public List<Check> beforeDestroy() {
    return of(DESTROY);
  }

  private List<Check> checks(Set<String> questions) {
    List<Check> checks = new ArrayList<>(AllChecks.embedded());
    checks.addAll(of(questions));
    return checks;
  }

  private List<Check> of(Set<String> questions) {
    return world.questions().stream().filter(check -> questions.contains(check.name())).toList();
  }

  @Override
  public void close() {
    world.close();
    hypervisor.close();
  }
}
