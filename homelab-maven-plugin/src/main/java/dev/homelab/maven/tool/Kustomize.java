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

  /** Nobody listens there, so that whoever goes through it is told no at once. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final Found.Program program;
  private final Runner runner;

  /**
   * What came of rendering a folder.
   *
   * @param verdict on what it was rendered from
   * @param manifests the objects, as YAML documents; nothing when it could not be rendered
   */
  public record Rendered(Verdict verdict, String manifests) {}

  /** This one. */
  public Kustomize(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /**
   * Renders a folder, without a network.
   *
   * @param helm renders its charts, which have to lie beside it; empty to refuse them
   */
  public Rendered build(Path root, String folder, Optional<Found.Program> helm)
      throws HomelabException {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.name().equals("kubectl") ? "kustomize" : "build");
    helm.ifPresent(
        h -> arguments.addAll(List.of("--enable-helm", "--helm-command", h.path().toString())));
    arguments.add(folder);
    Command command = Command.of(program.path(), arguments).in(root).within(PATIENCE);
    for (String variable : List.of("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy")) {
      command = command.with(variable, NOWHERE); // or it fetches what it does not find
    }
    Result result = runner.run(command.with("NO_PROXY", "none").with("no_proxy", "none"));
    if (result.ok() && result.whole()) {
      return new Rendered(Verdict.of(List.of()), result.output());
    }
    Verdict verdict =
        result.exitedWith(1)
            ? Verdict.of(List.of(complaint(root, folder, result.errors())))
            : Verdict.trouble(result);
    return new Rendered(verdict, "");
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
