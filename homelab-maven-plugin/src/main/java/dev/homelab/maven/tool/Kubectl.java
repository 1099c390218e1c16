package dev.homelab.maven.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Command;
import dev.homelab.maven.process.Result;
import dev.homelab.maven.process.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * kubectl, on one cluster: that of a kubeconfig, whatever context its user stands on.
 *
 * <p>It applies server-side, always: the definitions of Argo CD do not fit into the annotation that
 * a client-side apply leaves behind.
 */
public final class Kubectl {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of one request; kubectl alone would wait for ever. */
  private static final String REQUEST = "--request-timeout=20s";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Found.Program program;
  private final Runner runner;
  private final Path kubeconfig;
  private final String context;

  /** This one, on that cluster. */
  public Kubectl(Found.Program program, Runner runner, Path kubeconfig, String context) {
    this.program = program;
    this.runner = runner;
    this.kubeconfig = kubeconfig;
    this.context = context;
  }

  /** What to apply. */
  private record Source(List<String> flags, Optional<Path> root, String input, String what) {}

  /** Applies what kustomize renders of a folder. */
  public List<Applied> applyFolder(Path root, String folder) throws HomelabException {
    return apply(folder(root, folder), false);
  }

  /**
   * Applies a file.
   *
   * @param force takes fields over from whoever holds them
   */
  public List<Applied> applyFile(Path root, String file, boolean force) throws HomelabException {
    return apply(file(root, file), force);
  }

  /** What applying a folder would do; changes nothing. */
  public List<Applied> previewFolder(Path root, String folder) throws HomelabException {
    return preview(folder(root, folder), false);
  }

  /** What applying a file would do; changes nothing. */
  public List<Applied> previewFile(Path root, String file, boolean force) throws HomelabException {
    return preview(file(root, file), force);
  }

  private static Source folder(Path root, String folder) {
    return new Source(List.of("-k", folder), Optional.of(root), "", folder);
  }

  private static Source file(Path root, String file) {
    return new Source(List.of("-f", file), Optional.of(root), "", file);
  }

  private List<Applied> apply(Source source, boolean force) throws HomelabException {
    Map<String, JsonNode> before = present(source);
    List<Applied> applied = new ArrayList<>();
    for (JsonNode after : sent(source, force, false)) {
      JsonNode old = before.get(key(after));
      boolean same = old != null && version(old).equals(version(after));
      applied.add(new Applied(name(after), change(old, same)));
    }
    return applied;
  }

  private List<Applied> preview(Source source, boolean force) throws HomelabException {
    Map<String, JsonNode> before = present(source);
    List<Applied> applied = new ArrayList<>();
    for (JsonNode after : sent(source, force, true)) {
      JsonNode old = before.get(key(after));
      // A dry run gives back the old version, whatever it would change.
      boolean same = old != null && substance(old).equals(substance(after));
      applied.add(new Applied(name(after), change(old, same)));
    }
    return applied;
  }

  private static Applied.Change change(JsonNode old, boolean same) {
    if (old == null) {
      return Applied.Change.CREATED;
    }
    return same ? Applied.Change.UNCHANGED : Applied.Change.CHANGED;
  }

  private List<JsonNode> sent(Source source, boolean force, boolean dry) throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("apply", "--server-side", "-o", "json"));
    if (force) {
      arguments.add("--force-conflicts");
    }
    if (dry) {
      arguments.add("--dry-run=server");
    }
    arguments.addAll(source.flags());
    String what = (dry ? "trying " : "applying ") + source.what();
    return objects(what, done(what, arguments, source.root(), source.input()));
  }

  /** Those of its objects that are there already. */
  private Map<String, JsonNode> present(Source source) throws HomelabException {
    Map<String, JsonNode> present = new HashMap<>();
    List<String> arguments = new ArrayList<>(List.of("get", "--ignore-not-found", "-o", "json"));
    arguments.addAll(source.flags());
    String what = "looking for " + source.what();
    try {
      Result result = done(what, arguments, source.root(), source.input());
      objects(what, result).forEach(object -> present.put(key(object), object));
    } catch (KubectlException e) {
      // Of a kind that is not known yet, there are no objects either.
      if (e.kind() != KubectlException.Kind.UNKNOWN_KIND) {
        throw e;
      }
    }
    return present;
  }

  /**
   * Applies one object that holds secrets: they are in no argument, and are not printed.
   *
   * @param object "secret argocd/homelab-repo"
   */
  public Applied applySecret(String object, String namespace, String name, String manifest)
      throws HomelabException {
    String before = get("secret", namespace, name, "metadata").map(Kubectl::version).orElse("");
    String what = "applying " + object;
    done(
        what,
        List.of("apply", "--server-side", "-o", "name", "-f", "-"),
        Optional.empty(),
        manifest);
    String after = get("secret", namespace, name, "metadata").map(Kubectl::version).orElse("");
    return new Applied(
        object,
        before.isEmpty()
            ? Applied.Change.CREATED
            : before.equals(after) ? Applied.Change.UNCHANGED : Applied.Change.CHANGED);
  }

  /**
   * Makes one object that holds secrets, unless it is there.
   *
   * @return whether it was made
   */
  public boolean createSecret(String object, String manifest) throws HomelabException {
    try {
      done(
          "making " + object,
          List.of("create", "-o", "name", "-f", "-"),
          Optional.empty(),
          manifest);
      return true;
    } catch (KubectlException e) {
      if (e.kind() == KubectlException.Kind.ALREADY_EXISTS) {
        return false;
      }
      throw e;
    }
  }

  /** An object, whole; empty when there is none, or no such kind. */
  public Optional<JsonNode> get(String kind, String namespace, String name)
      throws HomelabException {
    return get(kind, namespace, name, "");
  }

  /**
   * The same, of a secret without what it holds.
   *
   * @param part "metadata"; empty for all of it
   */
  public Optional<JsonNode> get(String kind, String namespace, String name, String part)
      throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("get", kind, name, "--ignore-not-found"));
    arguments.addAll(
        part.isEmpty() ? List.of("-o", "json") : List.of("-o", "jsonpath={." + part + "}"));
    arguments.addAll(in(namespace));
    String what = "looking for " + kind + " " + name;
    try {
      Result result = done(what, arguments, Optional.empty(), "");
      if (result.output().isBlank()) {
        return Optional.empty();
      }
      JsonNode read = json(what, result);
      return Optional.of(part.isEmpty() ? read : JSON.createObjectNode().set(part, read));
    } catch (KubectlException e) {
      if (e.kind() == KubectlException.Kind.UNKNOWN_KIND
          || e.kind() == KubectlException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Every object of a kind in a namespace; empty when there is no such kind or namespace. */
  public List<JsonNode> list(String kind, String namespace) throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("get", kind, "-o", "json"));
    arguments.addAll(in(namespace));
    String what = "listing " + kind;
    try {
      return objects(what, done(what, arguments, Optional.empty(), ""));
    } catch (KubectlException e) {
      if (e.kind() == KubectlException.Kind.UNKNOWN_KIND) {
        return List.of();
      }
      throw e;
    }
  }

  /** The address of each repository that Argo CD has the credentials of, and nothing else of it. */
  public List<String> repositoryUrls(String namespace) throws HomelabException {
    List<String> urls = new ArrayList<>();
    for (String type : List.of("repository", "repo-creds")) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "get",
                  "secrets",
                  "--selector=argocd.argoproj.io/secret-type=" + type,
                  "-o",
                  "jsonpath={range .items[*]}{.data.url}{\"\\n\"}{end}"));
      arguments.addAll(in(namespace));
      String printed = done("listing the repositories", arguments, Optional.empty(), "").output();
      for (String line : printed.lines().filter(l -> !l.isBlank()).toList()) {
        String url = decoded(line.strip());
        urls.add(type.equals("repo-creds") ? url + "*" : url);
      }
    }
    return urls;
  }

  private static String decoded(String base64) {
    try {
      return new String(
          java.util.Base64.getDecoder().decode(base64), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * How far a roll-out is.
   *
   * @param workload "deployment/argocd-server"
   * @param patience how long to watch it
   * @return what is still missing, in kubectl's words; empty when it is done
   */
  public Optional<String> rollout(String workload, String namespace, Duration patience)
      throws HomelabException {
    List<String> arguments =
        new ArrayList<>(
            List.of("rollout", "status", workload, "--timeout=" + patience.toSeconds() + "s"));
    arguments.addAll(in(namespace));
    Result result = run(arguments, Optional.empty(), "", PATIENCE.plus(patience));
    if (result.ok()) {
      return Optional.empty();
    }
    KubectlException e = KubectlException.of("watching " + workload, result);
    if (e.kind() == KubectlException.Kind.NOT_FOUND) {
      return Optional.of("there is no " + workload + " yet");
    }
    if (e.kind() == KubectlException.Kind.REFUSED
        && result.errors().contains("timed out waiting for the condition")) {
      return Optional.of(
          result.output().lines().reduce((a, b) -> b).map(String::strip).orElse(e.words()));
    }
    throw e;
  }

  /** Whether the API says that it is ready. */
  public void ready() throws HomelabException {
    done("asking the API", List.of("get", "--raw", "/readyz"), Optional.empty(), "");
  }

  /** Writes an annotation. */
  public void annotate(String kind, String namespace, String name, String annotation)
      throws HomelabException {
    List<String> arguments =
        new ArrayList<>(List.of("annotate", "--overwrite", kind, name, annotation));
    arguments.addAll(in(namespace));
    done("annotating " + kind + " " + name, arguments, Optional.empty(), "");
  }

  /** The last lines that a workload has printed; empty when that cannot be told. */
  public String logs(String workload, String namespace, int lines) throws HomelabException {
    List<String> arguments = new ArrayList<>(List.of("logs", workload, "--tail=" + lines));
    arguments.addAll(in(namespace));
    Result result = run(arguments, Optional.empty(), "", PATIENCE);
    return result.ok() ? result.output() : "";
  }

  private static List<String> in(String namespace) {
    return namespace.isEmpty() ? List.of() : List.of("--namespace=" + namespace);
  }

  private Result done(String what, List<String> arguments, Optional<Path> root, String input)
      throws HomelabException {
    Result result = run(arguments, root, input, PATIENCE);
    if (!result.ok()) {
      throw KubectlException.of(what, result);
    }
    return result;
  }

  private Result run(List<String> arguments, Optional<Path> root, String input, Duration patience)
      throws HomelabException {
    List<String> all = new ArrayList<>();
    all.add("--kubeconfig=" + kubeconfig.toAbsolutePath());
    all.add("--context=" + context);
    // To watch takes longer than a request.
    if (!arguments.get(0).equals("rollout")) {
      all.add(REQUEST);
    }
    all.addAll(arguments);
    Command command =
        Command.of(program.path(), all)
            .with("KUBERC", "off") // the user's own defaults of flags
            .reading(input)
            .within(patience);
    return runner.run(root.isPresent() ? command.in(root.get()) : command);
  }

  private static List<JsonNode> objects(String what, Result result) throws HomelabException {
    if (result.output().isBlank()) {
      return List.of();
    }
    JsonNode read = json(what, result);
    List<JsonNode> objects = new ArrayList<>();
    if (read.path("kind").asText().endsWith("List") && read.has("items")) {
      read.path("items").forEach(objects::add);
    } else {
      objects.add(read);
    }
    return objects;
  }

  private static JsonNode json(String what, Result result) throws HomelabException {
    try {
      if (result.whole()) {
        return JSON.readTree(result.output());
      }
    } catch (IOException e) {
      // Told below.
    }
    throw KubectlException.of(what, result);
  }

  private static String key(JsonNode object) {
    return object.path("apiVersion").asText().replaceFirst("/.*", "") + " " + name(object);
  }

  private static String name(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    String namespace = metadata.path("namespace").asText();
    return object.path("kind").asText().toLowerCase(Locale.ROOT)
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + metadata.path("name").asText();
  }

  private static String version(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asText();
  }

  /** Without what the server keeps about it. */
  private static JsonNode substance(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove("status");
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(List.of("managedFields", "resourceVersion", "generation"));
    }
    return copy;
  }
}
