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
import java.util.ArrayList;
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
  private final boolean copied;
  private final Once once = new Once();

  private World(
      Machine machine,
      TokenSource tokens,
      ApiSource api,
      Set<String> standIns,
      boolean rehearsal,
      boolean copied) {
    this.machine = machine;
    this.tokens = tokens;
    this.hypervisor = new Hypervisor(api);
    this.standIns = Set.copyOf(standIns);
    this.rehearsal = rehearsal;
    this.copied = copied;
  }

  /** The real one. */
  public static World real(Machine machine, TokenSource tokens, ApiSource api) {
    return new World(machine, tokens, api, Set.of(), false, false);
  }

  /**
   * One whose Proxmox lives in this process, and in which nothing else is asked.
   *
   * @param standIns the keys of answers that are not given, and have a value for now
   */
  public static World rehearsed(
      Machine machine, TokenSource tokens, ApiSource api, Set<String> standIns) {
    return new World(machine, tokens, api, standIns, true, false);
  }

  /** The same for a copy of the homelab, whose state is what the rehearsal itself has made. */
  public static World rehearsedOnACopy(
      Machine machine, TokenSource tokens, ApiSource api, Set<String> standIns) {
    return new World(machine, tokens, api, standIns, true, true);
  }

  /** Every question about it, in the order of the console; new ones, for one run. */
  public List<Check> questions() {
    List<Check> questions = new ArrayList<>();
    questions.add(new MavenAndJava(this));
    questions.add(new ToolPresent("packer", this));
    questions.add(new ToolPresent("tofu", this));
    questions.add(new ToolPresent("kubectl", this));
    questions.add(new AnswersGiven(this));
    questions.add(new TokenFound(this));
    questions.add(new ApiReachable(this));
    questions.add(new VersionSupported(this));
    questions.add(new TokenAccepted(this));
    questions.add(new PrivilegesGranted(this));
    questions.add(new NodeOnline(this));
    questions.add(new ClocksAgree(this));
    questions.add(new ProcessorFits(this));
    questions.add(new RoomOnNode(this));
    questions.add(new DiskStorage(this));
    questions.add(new IsoStorage(this));
    questions.add(new SnippetStorage(this));
    questions.add(new BridgePresent(this));
    questions.add(new TemplateFits(this));
    questions.add(new NoLeftovers(this));
    questions.add(new MachineNameFree(this));
    questions.add(new AddressFree(this));
    if (!rehearsal) {
      // What is pushed and what runs is the real world, which a rehearsal leaves alone.
      questions.add(new WorkingTreeClean(this));
      questions.add(new RevisionPushed(this));
      questions.add(new ClusterAnswers(this));
    }
    return List.copyOf(questions);
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

  Set<String> standIns() {
    return standIns;
  }

  Given given(Lab lab) {
    return lab.model(Given.class, l -> new Given(l.answers()));
  }

  /** What tofu has made; of what it has made in the real world a rehearsal knows nothing. */
  TofuState state(Lab lab) {
    if (rehearsal && !copied) {
      return new TofuState(true, List.of(), Map.of());
    }
    return lab.model(
        TofuState.class,
        l -> TofuState.in(l.tree().root().resolve("terraform/envs").resolve(l.environment())));
  }

  @Override
  public void close() {
    hypervisor.close();
  }
}
