package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** packer, which builds the image. */
public final class Packer {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration DOWNLOAD = Duration.ofMinutes(10);
  private static final Duration BUILD = Duration.ofHours(6);
  private static final Duration CLEANUP = Duration.ofMinutes(5);
  private static final int FMT_WOULD_CHANGE = 3;

  /** {@code * packer/x.pkr.hcl:2,1-1: Missing expression; Expected}, and the rest of it below. */
  private static final Pattern SYNTAX =
      Pattern.compile("\\* (\\S.*?):(\\d{1,9}),(\\d{1,9})-[^:]*: ([^*]*)");

  private final Found.Program program;
  private final Runner runner;
  private final Map<String, String> settings = new LinkedHashMap<>();

  /**
   * This one.
   *
   * @param environment of which it gets its own settings: where its plugins are
   */
  public Packer(Found.Program program, Runner runner, Map<String, String> environment) {
    this.program = program;
    this.runner = runner;
    settings.put("CHECKPOINT_DISABLE", "1"); // it would ask for newer versions
    settings.put("PACKER_NO_COLOR", "1");
    for (String name : List.of("PACKER_PLUGIN_PATH", "PACKER_CONFIG_DIR", "PACKER_CONFIG")) {
      if (environment.containsKey(name)) {
        settings.put(name, environment.get(name));
      }
    }
  }

  private Command command(Path root, String... arguments) {
    return Command.of(program.path(), arguments).in(root).with(settings).within(PATIENCE);
  }

  /** Whether the files of a folder and below are in canonical form. Changes none. */
  public Verdict fmt(Path root, String folder) throws HomelabException {
    Result result = runner.run(command(root, "fmt", "-check", "-diff", "-recursive", folder));
    if (result.exitedWith(0, FMT_WOULD_CHANGE)) {
      return Verdict.of(Diff.complaints(result.output(), "is not formatted as packer fmt does it"));
    }
    List<Complaint> complaints = syntax(result.output() + result.errors());
    return complaints.isEmpty() ? Verdict.trouble(result) : Verdict.of(complaints);
  }

  static List<Complaint> syntax(String printed) {
    List<Complaint> complaints = new ArrayList<>();
    Matcher matcher = SYNTAX.matcher(printed);
    while (matcher.find()) {
      complaints.add(
          new Complaint(
              matcher.group(1),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              true,
              "",
              matcher.group(4).strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "")));
    }
    return complaints;
  }

  /** Whether the syntax of a template holds; needs no plugin. */
  public Verdict validateSyntax(Path root, String folder) throws HomelabException {
    return verdict(runner.run(command(root, "validate", "-syntax-only", folder)));
  }

  /**
   * Whether packer could build a template; empty when a plugin that it needs is not installed.
   *
   * @param variables its variables, as PKR_VAR_x
   * @param token stands in for the Proxmox token, which is not asked here
   */
  public Optional<Verdict> validate(
      Path root, String folder, Map<String, String> variables, String token)
      throws HomelabException {
    Result result =
        runner.run(
            command(root, "validate", folder)
                .with(variables)
                .with("PROXMOX_USERNAME", "preflight@pve!preflight")
                .withSecret("PROXMOX_TOKEN", token));
    boolean noPlugin = (result.output() + result.errors()).contains("Error: Missing plugins");
    return noPlugin ? Optional.empty() : Optional.of(verdict(result));
  }

  /**
   * Fetches the plugins that a template asks for, if they are not here.
   *
   * @param folder of the template, relative to the root
   */
  public Outcome init(Path root, String folder) throws HomelabException {
    Result result = runner.run(command(root, "init", folder).within(DOWNLOAD));
    return new Outcome(result, result.ok() ? List.of() : decisive(result));
  }

  /**
   * Whether packer is content with a template and these answers, as it would build it.
   *
   * @param answers its variables, by the names that homelab.properties has
   * @param token of Proxmox; empty where the template makes no machine there
   */
  public Outcome check(Path root, String folder, Map<String, String> answers, Optional<Token> token)
      throws HomelabException {
    Command command = acting(command(root, "validate", folder), answers, token);
    // It fetches the file of checksums that the ISO's is in.
    Result result = runner.run(command.within(DOWNLOAD));
    return new Outcome(result, result.ok() ? List.of() : decisive(result));
  }

  /**
   * Builds the image.
   *
   * @param replace whether it takes the place of a template of the same name
   */
  public Outcome build(
      Path root,
      String folder,
      Map<String, String> answers,
      Optional<Token> token,
      boolean replace,
      Watcher watcher)
      throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("build", "-color=false", "-machine-readable"));
    if (replace) {
      arguments.add("-force");
    }
    arguments.add(folder);
    Command command =
        acting(command(root, arguments.toArray(String[]::new)), answers, token)
            .within(BUILD)
            // It stops and removes the machine it has begun.
            .endingWithin(CLEANUP);
    PackerEvents events = new PackerEvents(watcher.progress());
    Result result = runner.run(command, events::line, watcher.started());
    return new Outcome(result, result.ok() ? List.of() : events.decisive());
  }

  private static Command acting(
      Command command, Map<String, String> answers, Optional<Token> token) {
    Map<String, String> variables = new LinkedHashMap<>();
    answers.forEach((key, value) -> variables.put("PKR_VAR_" + key, value));
    Command with = command.with(variables);
    return token.isEmpty()
        ? with
        : with.with("PROXMOX_USERNAME", token.get().id())
            .withSecret("PROXMOX_TOKEN", token.get().secret());
  }

  /** The paragraphs that begin with "Error", or else the last line that is not empty. */
  private static List<String> decisive(Result result) {
    return ErrorTexts.of(result.output() + "\n" + result.errors());
  }

  private static Verdict verdict(Result result) {
    if (result.ok()) {
      return Verdict.of(List.of());
    }
    List<Complaint> complaints = HclErrors.read(result.output() + result.errors());
    return complaints.isEmpty() || !result.exitedWith(1)
        ? Verdict.trouble(result)
        : Verdict.of(complaints);
  }
}
