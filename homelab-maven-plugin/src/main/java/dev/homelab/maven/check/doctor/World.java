package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.credentials.Credential;
import dev.homelab.maven.credentials.CredentialException;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.proxmox.ProxmoxApi;
import dev.homelab.maven.tool.TofuState;
import dev.homelab.maven.tool.ToolFinder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that doctor's questions share, each part reached for by the first that needs it. */
public final class World implements AutoCloseable {

  /** Where the token comes from. */
  public interface TokenSource {
    /** The token. */
    Credential find() throws CredentialException;
  }

  /** How Proxmox is reached. */
  public interface ApiSource {
    /** A client; nothing is asked of it yet. */
    ProxmoxApi open() throws HomelabException;
  }

  /**
   * The machine that doctor runs on.
   *
   * @param java its version
   * @param maven its version
   * @param environment with the PATH to look in
   * @param finder of tools; fetches none
   * @param fetches whether goals that act fetch what is missing
   * @param runner starts what is found
   * @param clock to hold Proxmox's one against
   * @param reach whether something in the network answers
   */
  public record Machine(
      String java,
      String maven,
      Map<String, String> environment,
      ToolFinder finder,
      boolean fetches,
      Runner runner,
      Clock clock,
      Reach reach) {}

  private final Machine machine;
  private final TokenSource tokens;
  private final Hypervisor hypervisor;
  private final Set<String> standIns;
  private final boolean rehearsal;
  private final Once once = new Once();

  private World(
      Machine machine, TokenSource tokens, ApiSource api, Set<String> standIns, boolean rehearsal) {
    this.machine = machine;
    this.tokens = tokens;
    this.hypervisor = new Hypervisor(api);
    this.standIns = Set.copyOf(standIns);
    this.rehearsal = rehearsal;
  }

  /** The real one. */
  public static World real(Machine machine, TokenSource tokens, ApiSource api) {
    return new World(machine, tokens, api, Set.of(), false);
  }

  /**
   * One whose Proxmox lives in this process, and in which nothing else is asked.
   *
   * @param standIns the keys of answers that are not given, and have a value for now
   */
  public static World rehearsed(
      Machine machine, TokenSource tokens, ApiSource api, Set<String> standIns) {
    return new World(machine, tokens, api, standIns, true);
  }

  /** Every question about it, in the order of the console; new ones, for one run. */
  public List<Check> questions() {
    return List.of(
        new MavenAndJava(this),
        new ToolPresent("packer", this),
        new ToolPresent("tofu", this),
        new ToolPresent("kubectl", this),
        new AnswersGiven(this),
        new TokenFound(this),
        new ApiReachable(this),
        new VersionSupported(this),
        new TokenAccepted(this),
        new PrivilegesGranted(this),
        new NodeOnline(this),
        new ClocksAgree(this),
        new ProcessorFits(this),
        new RoomOnNode(this),
        new DiskStorage(this),
        new IsoStorage(this),
        new SnippetStorage(this),
        new BridgePresent(this),
        new TemplateFits(this),
        new NoLeftovers(this),
        new MachineNameFree(this),
        new AddressFree(this),
        new WorkingTreeClean(this),
        new RevisionPushed(this),
        new ClusterAnswers(this));
  }

  Machine machine() {
    return machine;
  }

  Credential credential() throws HomelabException {
    return once.get("credential", tokens::find);
  }

  Hypervisor hypervisor() {
    return hypervisor;
  }

  boolean rehearsal() {
    return rehearsal;
  }

  Set<String> standIns() {
    return standIns;
  }

  Given given(Lab lab) {
    return lab.model(Given.class, l -> new Given(l.answers()));
  }

  TofuState state(Lab lab) {
    return lab.model(
        TofuState.class,
        l -> TofuState.in(l.tree().root().resolve("terraform/envs").resolve(l.environment())));
  }

  @Override
  public void close() {
    hypervisor.close();
  }
}
