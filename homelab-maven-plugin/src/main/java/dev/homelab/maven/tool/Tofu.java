package dev.homelab.maven.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.state.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** tofu, which makes the machines. */
public final class Tofu {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration DOWNLOAD = Duration.ofMinutes(10);
  private static final Duration PLAN = Duration.ofMinutes(30);
  private static final Duration APPLY = Duration.ofHours(3);
  private static final Duration INTERRUPTED_APPLY = Duration.ofMinutes(15);
  private static final int FMT_WOULD_CHANGE = 3;

  /** What its user sets for it: variables, the passphrase of the state, the keys of a backend. */
  private static final Pattern PASSED_ON =
      Pattern.compile(
          "(?:TF_VAR_|TF_ENCRYPTION|TF_TOKEN_|TF_HTTP_|AWS_|ARM_|GOOGLE_|PG_CONN_STR).*");

  private static final Pattern SECRET =
      Pattern.compile("(?i)pass|secret|token|encryption|conn_str|private|access_key");

  private final Found.Program program;
  private final Runner runner;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /**
   * This one.
   *
   * @param environment of which it gets its own settings: where providers come from
   */
  public Tofu(Found.Program program, Runner runner, Map<String, String> environment) {
    this.program = program;
    this.runner = runner;
    settings.put("CHECKPOINT_DISABLE", "1"); // it would ask for newer versions
    settings.put("TF_IN_AUTOMATION", "1"); // no hints what to type next
    settings.put("TF_INPUT", "0");
    for (String name : List.of("TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR")) {
      // It prints a warning with each command for a file that is not there.
      if (Files.exists(Path.of(environment.getOrDefault(name, "/nowhere/nothing")))) {
        settings.put(name, environment.get(name));
      }
    }
    environment.forEach(
        (name, value) -> {
          if (PASSED_ON.matcher(name).matches()) {
            (SECRET.matcher(name).find() ? secrets : settings).put(name, value);
          }
        });
  }

  private Command command(Path root, List<String> arguments) {
    return Command.of(program.path(), arguments)
        .in(root)
        .with(settings)
        .withSecrets(secrets)
        .within(PATIENCE);
  }

  /** Whether the files of a folder and below are in canonical form. Changes none. */
  public Verdict fmt(Path root, String folder) throws HomelabException {
    Result result =
        runner.run(
            command(root, List.of("fmt", "-check", "-diff", "-recursive", "-no-color", folder)));
    if (result.exitedWith(0, FMT_WOULD_CHANGE)) {
      return Verdict.of(Diff.complaints(result.output(), "is not formatted as tofu fmt does it"));
    }
    List<Complaint> complaints = HclErrors.read(result.errors());
    return complaints.isEmpty() ? Verdict.trouble(result) : Verdict.of(complaints);
  }

  /**
   * Whether a configuration holds together, with its modules and its providers' own knowledge.
   * Writes a {@code .terraform} folder there; asks no network and no state.
   *
   * @param folder relative to the root
   * @param providers a folder with providers, laid out as a mirror
   * @param address of the hypervisor, which the provider wants even to validate, and does not call
   */
  public Verdict validate(Path root, String folder, Path providers, String address)
      throws HomelabException {
    String chdir = "-chdir=" + folder;
    Result init =
        runner.run(
            command(
                root,
                List.of(
                    chdir,
                    "init",
                    "-backend=false",
                    "-input=false",
                    "-no-color",
                    "-plugin-dir=" + providers.toAbsolutePath())));
    if (!init.ok()) {
      List<Complaint> complaints = HclErrors.read(init.errors());
      return complaints.isEmpty()
          ? Verdict.trouble(init)
          : Verdict.of(complaints.stream().map(c -> c.in(fromRoot(folder, c.file()))).toList());
    }
    Result result =
        runner.run(
            command(root, List.of(chdir, "validate", "-json", "-no-color"))
                .with("PM_API_URL", address));
    if (!result.exitedWith(0, 1)) {
      return Verdict.trouble(result);
    }
    try {
      return Verdict.of(diagnostics(folder, result.output()));
    } catch (IOException e) {
      return Verdict.trouble(result);
    }
  }

  /**
   * Makes a folder ready for work: fetches the providers that its lock file pins, or the newest
   * that fit and writes the lock file.
   *
   * @param folder of the environment, relative to the root
   * @param upgrade whether to look for newer providers than the lock file has
   * @param providers a folder with providers, for machines without a registry
   */
  public Outcome init(Path root, String folder, boolean upgrade, Optional<Path> providers)
      throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("init", "-input=false", "-no-color"));
    if (upgrade) {
      arguments.add("-upgrade");
    }
    providers.ifPresent(given -> arguments.add("-plugin-dir=" + given.toAbsolutePath()));
    return outcome(runner.run(at(root, folder, arguments).within(DOWNLOAD)));
  }

  /**
   * What a plan is made of.
   *
   * @param answers the configuration's variables, by the names that homelab.properties has
   * @param files with overrides, relative to the environment's folder, the last one wins
   * @param token of Proxmox; empty where the configuration makes no machine there
   * @param destroy whether everything is to go
   * @param replace the addresses of what is to be made anew
   * @param lockTimeout how long to wait for a lock of the state
   */
  public record Inputs(
      Map<String, String> answers,
      List<String> files,
      Optional<Token> token,
      boolean destroy,
      List<String> replace,
      Duration lockTimeout) {}

  /** Works out what would have to be done, and keeps it in a file for its owner alone. */
  public Outcome plan(Path root, String folder, Inputs inputs, Path file, Watcher watcher)
      throws HomelabException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "plan",
                "-input=false",
                "-no-color",
                "-lock-timeout=" + inputs.lockTimeout().toSeconds() + "s",
                "-out=" + file.toAbsolutePath()));
    if (inputs.destroy()) {
      arguments.add("-destroy");
    }
    inputs.replace().forEach(address -> arguments.add("-replace=" + address));
    inputs.files().forEach(given -> arguments.add("-var-file=" + given));
    try {
      // tofu writes into a file that is there, and leaves its permissions as they are.
      AtomicFile.writePrivate(file, new byte[0]);
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "the plan " + file + " cannot be written: " + e,
              "make its folder writable, and see that the disk is not full"));
    }
    return outcome(
        runner.run(
            acting(at(root, folder, arguments), inputs.answers(), inputs.token()).within(PLAN),
            new TofuLines(watcher.progress())::line,
            watcher.started()));
  }

  /** What a plan would do. */
  public TofuPlan show(Path root, String folder, Path plan, Optional<Token> token)
      throws HomelabException {
    Result result =
        runner.run(
            acting(
                at(
                    root,
                    folder,
                    List.of("show", "-json", "-no-color", plan.toAbsolutePath().toString())),
                Map.of(),
                token));
    outcome(result).orElseThrow("tofu show", "run it again");
    try {
      return TofuPlan.read(result.output());
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "tofu show printed a plan that is not JSON as it is known: " + e.getMessage(),
              "see the log of tofu show in target/homelab/logs"));
    }
  }

  /** Does what a plan says, exactly. */
  public Outcome apply(
      Path root,
      String folder,
      Path plan,
      Map<String, String> answers,
      Optional<Token> token,
      Duration lockTimeout,
      Watcher watcher)
      throws HomelabException {
    Command command =
        at(
            root,
            folder,
            List.of(
                "apply",
                "-input=false",
                "-no-color",
                "-lock-timeout=" + lockTimeout.toSeconds() + "s",
                plan.toAbsolutePath().toString()));
    return outcome(
        runner.run(
            acting(command, answers, token)
                .within(APPLY)
                // It waits for what it has begun: a clone that is half made would be forgotten.
                .endingWithin(INTERRUPTED_APPLY),
            new TofuLines(watcher.progress())::line,
            watcher.started()));
  }

  /**
   * Takes something that is there into the state.
   *
   * @param address of its resource
   * @param id as its provider calls it: "pve/qemu/101"
   */
  public Outcome adopt(Path root, String folder, Inputs inputs, String address, String id)
      throws HomelabException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "import",
                "-input=false",
                "-no-color",
                "-lock-timeout=" + inputs.lockTimeout().toSeconds() + "s"));
    inputs.files().forEach(given -> arguments.add("-var-file=" + given));
    arguments.add(address);
    arguments.add(id);
    return outcome(
        runner.run(
            acting(at(root, folder, arguments), inputs.answers(), inputs.token()).within(PLAN)));
  }

  /** The outputs, as JSON has them: texts as they are, all else as JSON. */
  public Map<String, String> outputs(Path root, String folder, Map<String, String> answers)
      throws HomelabException {
    Result result =
        runner.run(
            acting(
                at(root, folder, List.of("output", "-json", "-no-color")),
                answers,
                Optional.empty()));
    outcome(result).orElseThrow("tofu output", "run it again");
    try {
      Map<String, String> outputs = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> output :
          new ObjectMapper().readTree(result.output()).properties()) {
        JsonNode value = output.getValue().path("value");
        outputs.put(output.getKey(), value.isValueNode() ? value.asText() : value.toString());
      }
      return outputs;
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "tofu output printed no JSON: " + e.getMessage(),
              "see its log in target/homelab/logs"));
    }
  }

  /** Who keeps the state locked, when that is why it failed. */
  public static Optional<StateLock> heldBy(Outcome outcome) {
    return StateLock.read(outcome.result().output() + outcome.result().errors());
  }

  private Command at(Path root, String folder, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("-chdir=" + folder));
    all.addAll(arguments);
    return command(root, all);
  }

  private static Command acting(
      Command command, Map<String, String> answers, Optional<Token> token) {
    Map<String, String> variables = new LinkedHashMap<>();
    answers.forEach((key, value) -> variables.put("TF_VAR_" + key, value));
    Command with = command.with(variables);
    return token.isEmpty()
        ? with
        : with.with("PM_API_TOKEN_ID", token.get().id())
            .withSecret("PM_API_TOKEN_SECRET", token.get().secret());
  }

  private static Outcome outcome(Result result) {
    return new Outcome(result, result.ok() ? List.of() : ErrorTexts.of(result.errors()));
  }

  private static List<Complaint> diagnostics(String folder, String printed) throws IOException {
    List<Complaint> complaints = new ArrayList<>();
    for (Json diagnostic : Json.read(printed).get("diagnostics").all()) {
      Json start = diagnostic.get("range").get("start");
      String file = diagnostic.get("range").get("filename").text();
      String text = diagnostic.get("summary").text() + ": " + diagnostic.get("detail").text();
      complaints.add(
          new Complaint(
              file.isEmpty() ? folder : fromRoot(folder, file),
              start.get("line").number(),
              start.get("column").number(),
              diagnostic.get("severity").text().equals("error"),
              "",
              text.replaceAll("\\s+", " ").replaceFirst("[.:]? ?$", "")));
    }
    return complaints;
  }

  /** Paths are told from the folder that -chdir names. */
  private static String fromRoot(String folder, String file) {
    return Path.of(folder).resolve(file).normalize().toString().replace('\\', '/');
  }
}
