package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.credentials.Credential;
import dev.homelab.maven.credentials.CredentialSources;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.proxmox.ApiToken;
import dev.homelab.maven.simulator.SimulatedLab;
import dev.homelab.maven.simulator.Simulator;
import dev.homelab.maven.simulator.SimulatorSettings;
import dev.homelab.maven.simulator.state.Release;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Proxmox that lives in this process and fits the answers, for as long as a goal runs. Nobody
 * else can be reached from it, and it leaves nothing behind.
 */
public final class Rehearsal implements AutoCloseable {

  /** For the answers that have no default and are not given yet. The key is nobody's. */
  private static final Map<String, String> STAND_INS =
      Map.of(
          "proxmox_node",
          "pve",
          "ssh_public_key",
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
              + " rehearsal",
          "git_repo_url",
          "https://git.example.org/you/homelab.git");

  private final Simulator simulator;
  private final Answers answers;
  private final Set<String> standIns;
  private final Credential credential;

  private Rehearsal(
      Simulator simulator, Answers answers, Set<String> standIns, Credential credential) {
    this.simulator = simulator;
    this.answers = answers;
    this.standIns = standIns;
    this.credential = credential;
  }

  /**
   * One for these answers.
   *
   * @param secrets where its token is registered: it is treated as a real one is
   */
  public static Rehearsal start(Answers given, Secrets secrets) throws HomelabException {
    return start(given, secrets, Optional.empty());
  }

  /** The same, whose guests have this address, as their agents say. */
  static Rehearsal start(Answers given, Secrets secrets, String guests) throws HomelabException {
    return start(given, secrets, Optional.of(guests));
  }

  private static Rehearsal start(Answers given, Secrets secrets, Optional<String> guests)
      throws HomelabException {
    Map<String, String> replaced = new LinkedHashMap<>();
    Set<String> standIns = new TreeSet<>();
    for (Map.Entry<String, String> standIn : STAND_INS.entrySet()) {
      if (given.get(standIn.getKey()).filter(Answer::unanswered).isPresent()) {
        replaced.put(standIn.getKey(), standIn.getValue());
        standIns.add(standIn.getKey());
      }
    }
    if (given.get("proxmox_url").filter(Answer::unanswered).isPresent()) {
      standIns.add("proxmox_url");
    }
    SimulatedLab lab = SimulatedLab.of(values(given.with(replaced)), Release.V9);
    secrets.register(lab.tokenSecret());
    try {
      SimulatorSettings settings = SimulatorSettings.of(lab.cluster());
      Simulator simulator = Simulator.start(guests.map(settings::withGuestAt).orElse(settings));
      replaced.put("proxmox_url", simulator.url().toString());
      return new Rehearsal(
          simulator,
          given.with(replaced),
          standIns,
          new Credential(
              new ApiToken(lab.tokenId(), lab.tokenSecret()), "made for this rehearsal"));
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "the rehearsal cannot open a port of its own on 127.0.0.1: " + e.getMessage(),
              "see what keeps this computer from listening there, like a sandbox or a security"
                  + " program"));
    }
  }

  private static Map<String, String> values(Answers answers) {
    Map<String, String> values = new LinkedHashMap<>();
    answers.all().stream()
        .filter(answer -> !answer.value().isEmpty())
        .forEach(answer -> values.put(answer.key(), answer.value()));
    return values;
  }

  /** What it is, in a line: nobody shall take it for the real thing. */
  public String said() {
    return "rehearsal: Proxmox lives inside the plugin; the network, git and the cluster are not"
        + " asked"
        + (standIns.isEmpty() ? "" : "; stand-ins for " + String.join(", ", standIns));
  }

  /** The answers, with this Proxmox's address and with stand-ins for what is not given. */
  public Answers answers() {
    return answers;
  }

  /** The keys that have a value for now, and are not answered. */
  public Set<String> standIns() {
    return standIns;
  }

  /** The way to this Proxmox: its token, and its certificate pinned. */
  public ProxmoxAccess access(Duration deadline) {
    return new ProxmoxAccess(
        CredentialSources.of(credential),
        Optional.empty(),
        Optional.empty(),
        Optional.of(simulator.fingerprint()),
        deadline);
  }

  /** The Proxmox itself, to look at what was left behind. */
  public Simulator simulator() {
    return simulator;
  }

  @Override
  public void close() {
    simulator.close();
  }
}
