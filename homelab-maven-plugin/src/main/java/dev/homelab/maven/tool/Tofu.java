package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** tofu, which makes the machines. */
public final class Tofu {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int FMT_WOULD_CHANGE = 3;

  private final Found.Program program;
  private final Runner runner;
  private final Map<String, String> settings = new LinkedHashMap<>();

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
  }

  private Command command(Path root, List<String> arguments) {
    return Command.of(program.path(), arguments).in(root).with(settings).within(PATIENCE);
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
