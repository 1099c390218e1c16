package dev.homelab.maven.tool;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** kubeconform, which holds manifests against JSON schemas: the server's own, printed before. */
public final class Kubeconform {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** How the schemas of custom resources are laid out that people publish. */
  private static final String CUSTOM_RESOURCES =
      "/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json";

  private final Found.Program program;
  private final Runner runner;

  /**
   * What it says of some manifests.
   *
   * @param objections to objects that do not follow their schema
   * @param withSchema how many objects have one
   * @param withoutSchema how many have none, and were not judged
   * @param trouble why it could not judge; empty when it did
   */
  public record Answer(
      List<ServerDryRun.Objection> objections,
      int withSchema,
      int withoutSchema,
      Optional<String> trouble) {}

  /** This one. */
  public Kubeconform(Found.Program program, Runner runner) {
    this.program = program;
    this.runner = runner;
  }

  /**
   * Holds these documents against schemas.
   *
   * @param schemas a folder laid out as kubeconform expects it: {@code v1.36.3-standalone-strict}
   * @param kubernetes the version, like 1.36.3
   */
  public Answer judge(String manifests, Path schemas, String kubernetes) throws HomelabException {
    Result result =
        runner.run(
            Command.of(
                    program.path(),
                    "-strict",
                    "-summary",
                    "-output",
                    "json",
                    "-ignore-missing-schemas",
                    "-kubernetes-version",
                    kubernetes,
                    "-schema-location",
                    schemas.toString(),
                    "-schema-location",
                    schemas + CUSTOM_RESOURCES,
                    "-")
                .reading(manifests)
                .within(PATIENCE));
    if (!result.exitedWith(0, 1)) {
      return trouble(result);
    }
    try {
      return read(Json.read(result.output()), result);
    } catch (IOException e) {
      return trouble(result);
    }
  }

  private static Answer trouble(Result result) {
    return new Answer(List.of(), 0, 0, Verdict.trouble(result).trouble());
  }

  private static Answer read(Json answer, Result result) {
    List<ServerDryRun.Objection> objections = new ArrayList<>();
    for (Json resource : answer.get("resources").all()) {
      String status = resource.get("status").text();
      if (status.equals("statusInvalid")) {
        objections.add(
            new ServerDryRun.Objection(
                resource.get("kind").text(), resource.get("name").text(), reasons(resource)));
      } else if (status.equals("statusError")) {
        return trouble(result);
      }
    }
    Json summary = answer.get("summary");
    int judged = summary.get("valid").number() + summary.get("invalid").number();
    return new Answer(objections, judged, summary.get("skipped").number(), Optional.empty());
  }

  /** "/spec: additional properties 'x' not allowed". */
  private static String reasons(Json resource) {
    String reasons =
        resource.get("validationErrors").all().stream()
            .map(error -> error.get("path").text() + ": " + error.get("msg").text())
            .collect(Collectors.joining(", "));
    return (reasons.isEmpty() ? resource.get("msg").text() : reasons).replaceAll("\\s+", " ");
  }
}
