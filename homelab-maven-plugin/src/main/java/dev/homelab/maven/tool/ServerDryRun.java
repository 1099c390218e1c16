package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** kubectl's dry run: the API server judges manifests as if to apply them, and keeps nothing. */
public final class ServerDryRun {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A cluster in the same house answers in milliseconds; one that is off does not answer. */
  private static final Duration PATIENCE_FOR_AN_ANSWER = Duration.ofSeconds(6);

  private static final String REQUEST_TIMEOUT = "--request-timeout=3s";

  /** {@code (default/web; apps/v1, Kind=Deployment): .spec.x: field not declared in schema}. */
  private static final Pattern OF_FIELDS =
      Pattern.compile("Error from server.*?\\((?:[^/;]*/)?([^/;]+); [^,]*, Kind=(\\w+)\\): (.*)");

  /**
   * {@code Error from server (Invalid): Service "web" is invalid: spec.ports[0].port: ...}; where
   * it is the only one, {@code The Service "web" is invalid:}, and the reasons may have lines of
   * their own.
   */
  private static final Pattern OF_VALUES =
      Pattern.compile(
          "(?:Error from server \\(Invalid\\): |The )(\\w+)(?:\\.[\\w.-]+)? \"([^\"]+)\" is invalid: ?(.*)");

  private static final String REASON = "* ";

  private static final Pattern UNKNOWN_KIND =
      Pattern.compile(".*no matches for kind \"(\\w+)\" in version \"([^\"]+)\".*");
  private static final Pattern NO_NAMESPACE =
      Pattern.compile(".*namespaces \"([^\"]+)\" not found.*");

  private final Found.Program kubectl;
  private final Runner runner;
  private final String kubeconfig;

  /**
   * What the server says of some manifests.
   *
   * @param objections to objects, which it would not take
   * @param unjudged what it cannot judge yet, each with its reason: "it knows no Application"
   * @param trouble why it could not judge at all; empty when it did
   */
  public record Answer(
      List<Objection> objections, List<String> unjudged, Optional<String> trouble) {}

  /**
   * Why an object is refused.
   *
   * @param kind "Deployment"
   * @param name the object's
   * @param text what is wrong with it, in one line
   */
  public record Objection(String kind, String name, String text) {}

  /**
   * One by this kubectl.
   *
   * @param kubeconfig a file, or several as KUBECONFIG names them
   */
  public ServerDryRun(Found.Program kubectl, Runner runner, String kubeconfig) {
    this.kubectl = kubectl;
    this.runner = runner;
    this.kubeconfig = kubeconfig;
  }

  /** Why the cluster does not answer; empty when it does. */
  public Optional<String> unreachable() throws HomelabException {
    Result result =
        runner.run(
            command(List.of("get", "--raw=/readyz", REQUEST_TIMEOUT))
                .within(PATIENCE_FOR_AN_ANSWER));
    return result.ok() ? Optional.empty() : Verdict.trouble(result).trouble();
  }

  /** Shows these documents to the server. */
  public Answer judge(String manifests) throws HomelabException {
    List<String> arguments =
        List.of(
            "apply",
            "--server-side",
            "--dry-run=server",
            "--validate=strict",
            // Whatever is in the cluster belongs to Argo CD, and who owns a field is not asked.
            "--force-conflicts",
            "--field-manager=homelab-preflight",
            "-f",
            "-");
    Result result = runner.run(command(arguments).reading(manifests).within(PATIENCE));
    if (result.ok()) {
      return new Answer(List.of(), List.of(), Optional.empty());
    }
    return result.exitedWith(1)
        ? read(result)
        : new Answer(List.of(), List.of(), Verdict.trouble(result).trouble());
  }

  private Command command(List<String> arguments) {
    return Command.of(kubectl.path(), arguments).with("KUBECONFIG", kubeconfig);
  }

  private static Answer read(Result result) {
    List<Objection> objections = new ArrayList<>();
    Set<String> unjudged = new TreeSet<>();
    List<String> lines = result.errors().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher fields = OF_FIELDS.matcher(line);
      Matcher values = OF_VALUES.matcher(line);
      Matcher kind = UNKNOWN_KIND.matcher(line);
      Matcher namespace = NO_NAMESPACE.matcher(line);
      if (fields.matches()) {
        objections.add(new Objection(fields.group(2), fields.group(1), fields.group(3)));
      } else if (values.matches()) {
        String text = values.group(3).isEmpty() ? reasons(lines, i + 1) : values.group(3);
        objections.add(new Objection(values.group(1), values.group(2), text));
      } else if (kind.matches()) {
        unjudged.add("it knows no " + kind.group(1) + " of " + kind.group(2) + " yet");
      } else if (namespace.matches()) {
        unjudged.add("it has no namespace " + namespace.group(1) + " yet");
      } else if (line.startsWith("Error from server")) {
        unjudged.add(line); // it may not be asked that, or a webhook does not answer
      }
    }
    boolean understood = !objections.isEmpty() || !unjudged.isEmpty();
    return new Answer(
        objections,
        List.copyOf(unjudged),
        understood ? Optional.empty() : Verdict.trouble(result).trouble());
  }

  private static String reasons(List<String> lines, int from) {
    return lines.stream()
        .skip(from)
        .takeWhile(line -> line.startsWith(REASON))
        .map(line -> line.substring(REASON.length()))
        .collect(Collectors.joining(", "));
  }
}
