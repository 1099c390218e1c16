package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Does each object say what it is and what it is called? */
final class ObjectIdentity implements Question {

  static final Rule MISSING =
      Rule.error("kubernetes/object", "No tool knows where to send an object without it.");
  static final Rule NAME = Rule.error("kubernetes/name", "The API server refuses such a name.");

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*+");

  /** Names in RBAC may hold colons and capitals: system:node. */
  private static final List<String> FREE = List.of("rbac.authorization.k8s.io");

  private static final String VERSION =
      "([a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*+/)?v[0-9]+((alpha|beta)[0-9]+)?";

  @Override
  public List<Rule> rules() {
    return List.of(MISSING, NAME);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (YamlFile file : manifests.files()) {
      for (KubeObject object : manifests.objectsIn(file.source().path())) {
        ask(object, tell);
      }
    }
  }

  private static void ask(KubeObject object, Consumer<Finding> tell) {
    if (!object.root().isMapping()
        || object.root().get("apiVersion").isEmpty() && object.root().get("kind").isEmpty()) {
      tell.accept(
          MISSING.at(
              object.root().location(),
              "a kustomization lists this file, but this is no Kubernetes object",
              "write apiVersion, kind and metadata.name, or take the file out of resources"));
      return;
    }
    if (object.apiVersion().isEmpty()) {
      tell.accept(missing(object, "apiVersion", "write apiVersion: " + served(object)));
    } else if (object.apiVersion().length() > 253 || !object.apiVersion().matches(VERSION)) {
      tell.accept(
          MISSING.at(
              object.at("apiVersion"),
              object + ": \"" + object.apiVersion() + "\" is no apiVersion",
              "write GROUP/VERSION, like apps/v1, or v1 for the core kinds"));
    }
    if (object.kind().isEmpty()) {
      tell.accept(missing(object, "kind", "write kind: with the kind of object, like Deployment"));
    }
    if (object.name().isEmpty()) {
      if (object.text("metadata", "generateName").isEmpty() && !object.kind().equals("List")) {
        tell.accept(
            MISSING.at(
                object.at("metadata"),
                (object.kind().isEmpty() ? "this object" : "this " + object.kind())
                    + " has no metadata.name",
                "write metadata.name: with a name of lower-case letters, digits and hyphens"));
      }
    } else {
      askName(object, tell);
    }
    object
        .root()
        .at("metadata", "namespace")
        .filter(value -> !value.isNull() && !LABEL.matcher(value.text().orElse("")).matches())
        .ifPresent(
            value ->
                tell.accept(
                    refused(
                        object + ": \"" + value + "\" is no name of a namespace",
                        value.location(),
                        true)));
  }

  private static void askName(KubeObject object, Consumer<Finding> tell) {
    boolean label = List.of("Namespace", "Service", "StatefulSet").contains(object.kind());
    Pattern wanted = label ? LABEL : SUBDOMAIN;
    String name = object.name();
    if (!FREE.contains(object.group())
        && (name.length() > 253 || !wanted.matcher(name).matches())) {
      tell.accept(
          refused(
              "\"" + name + "\" is no name for a " + object.kind(),
              object.at("metadata", "name"),
              label));
    }
  }

  private static Finding refused(String message, Location where, boolean label) {
    return NAME.at(
        where,
        message,
        label
            ? "use lower-case letters, digits and inner hyphens, at most 63 of them"
            : "use lower-case letters, digits, inner hyphens and dots, at most 253 of them");
  }

  private static Finding missing(KubeObject object, String field, String fix) {
    return MISSING.at(object.root().location(), object + " has no " + field, fix);
  }

  private static String served(KubeObject object) {
    return Kinds.SERVED.entrySet().stream()
        .filter(entry -> entry.getValue().contains(object.kind()))
        .map(Map.Entry::getKey)
        .sorted(Comparator.reverseOrder())
        .findFirst()
        .orElse("with the group and version its documentation names");
  }
}
