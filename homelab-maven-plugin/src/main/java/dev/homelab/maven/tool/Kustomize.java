package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** kustomize, which renders what Argo CD applies; as a program of its own or inside kubectl. */
public final class Kustomize {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int LONGEST = 400;
  private static final Pattern INNERMOST =
      Pattern.compile(
          ".*accumulating resources from '([^']+)': (.*?)(?:': must build at directory.*)?");

  private final Found.Program program;
  private final Runner runner;

  /** This one. */
  public Kustomize(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /**
   * Renders a folder; no more is asked than whether that works.
   *
   * @param helm renders its charts; empty to refuse them
   */
  public Verdict build(Path root, String folder, Optional<Found.Program> helm)
      throws HomelabException {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.name().equals("kubectl") ? "kustomize" : "build");
    helm.ifPresent(
        h -> arguments.addAll(List.of("--enable-helm", "--helm-command", h.path().toString())));
    arguments.add(folder);
    Result result = runner.run(Command.of(program.path(), arguments).in(root).within(PATIENCE));
    if (result.ok()) {
      return Verdict.of(List.of());
    }
    if (!result.exitedWith(1)) {
      return Verdict.trouble(result);
    }
    return Verdict.of(List.of(complaint(root, folder, result.errors())));
  }

  /** It says everything in one long line, from the outside to the inside. */
  private static Complaint complaint(Path root, String folder, String errors) {
    String text =
        errors
            .strip()
            .replaceFirst("^(?:[Ee]rror: )+", "")
            .replace(root.toAbsolutePath() + "/", "")
            .replace(root.toAbsolutePath().toString(), ".")
            .replaceAll("\\s+", " ");
    Matcher inner = INNERMOST.matcher(text);
    if (inner.matches()) {
      String file = Path.of(folder).resolve(inner.group(1)).normalize().toString();
      if (Files.isRegularFile(root.resolve(file))) {
        // The line that it may name is counted from the document's beginning, not the file's.
        return new Complaint(file.replace('\\', '/'), 0, 0, true, "", shown(inner.group(2)));
      }
    }
    return new Complaint(folder + "/kustomization.yaml", 0, 0, true, "", shown(text));
  }

  private static String shown(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
