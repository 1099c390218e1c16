package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.check.yaml.YamlValue.Entry;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Are labels, annotations and other texts what the API server takes for text? */
final class Texts implements Question {

  static final Rule LABEL =
      Rule.error("kubernetes/label", "The API server refuses such a label or annotation.");
  static final Rule NUMBER =
      Rule.error(
          "kubernetes/text-value", "The API server wants text here and refuses a number or true.");

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
  private static final Pattern PREFIX =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*+");

  @Override
  public List<Rule> rules() {
    return List.of(LABEL, NUMBER);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (KubeObject object : manifests.objects()) {
      askMetadata(object, object.root(), tell);
      for (String field : List.of("name", "namespace")) {
        object
            .root()
            .at("metadata", field)
            .filter(YamlValue::isNumberOrBoolean)
            .ifPresent(value -> tell.accept(number(object, "metadata." + field, value)));
      }
      object
          .podTemplate()
          .filter(pod -> !object.kind().equals("Pod"))
          .ifPresent(pod -> askMetadata(object, pod, tell));
      if (List.of("ConfigMap", "Secret").contains(object.kind()) && object.group().isEmpty()) {
        askValues(object, object.root().get("data"), "data", tell);
        askValues(object, object.root().get("stringData"), "stringData", tell);
      }
      for (YamlValue container : object.containers()) {
        for (YamlValue env : container.get("env").map(YamlValue::items).orElse(List.of())) {
          env.get("value")
              .filter(YamlValue::isNumberOrBoolean)
              .ifPresent(
                  value ->
                      tell.accept(number(object, "env " + env.textAt("name").orElse(""), value)));
        }
      }
    }
  }

  private static void askMetadata(KubeObject object, YamlValue holder, Consumer<Finding> tell) {
    Optional<YamlValue> labels = holder.at("metadata", "labels");
    Optional<YamlValue> annotations = holder.at("metadata", "annotations");
    askValues(object, labels, "label", tell);
    askValues(object, annotations, "annotation", tell);
    for (Entry entry : entries(labels)) {
      askKey(object, "label", entry, tell);
      String value = entry.value().text().orElse("");
      if (!value.isEmpty() && !NAME.matcher(value).matches()) {
        tell.accept(
            LABEL.at(
                entry.value().location(),
                object + ": \"" + value + "\" is no value for label " + entry.name(),
                "use at most 63 letters, digits, dots, hyphens and underscores; longer texts go into an annotation"));
      }
    }
    entries(annotations).forEach(entry -> askKey(object, "annotation", entry, tell));
  }

  private static void askKey(KubeObject object, String what, Entry entry, Consumer<Finding> tell) {
    String key = entry.name();
    int slash = key.indexOf('/');
    boolean good =
        NAME.matcher(key.substring(slash + 1)).matches()
            && (slash < 0
                || slash <= 253 && PREFIX.matcher(domain(what, key.substring(0, slash))).matches());
    if (!good) {
      tell.accept(
          LABEL.at(
              entry.key().location(),
              object
                  + ": \""
                  + key
                  + "\" is no key for a"
                  + (what.startsWith("a") ? "n " : " ")
                  + what,
              "write NAME or DOMAIN/NAME, the name with at most 63 letters, digits, dots, hyphens and underscores"));
    }
  }

  /** The API server minds capitals in the domain of a label, but not of an annotation. */
  private static String domain(String what, String domain) {
    return what.equals("annotation") ? domain.toLowerCase(Locale.ROOT) : domain;
  }

  private static void askValues(
      KubeObject object, Optional<YamlValue> mapping, String what, Consumer<Finding> tell) {
    for (Entry entry : entries(mapping)) {
      if (entry.value().isNumberOrBoolean()) {
        tell.accept(number(object, what + " " + entry.name(), entry.value()));
      } else if (entry.value().isMapping() || entry.value().isSequence()) {
        tell.accept(
            NUMBER.at(
                entry.value().location(),
                object
                    + ": "
                    + what
                    + " "
                    + entry.name()
                    + " is no text but a "
                    + (entry.value().isMapping() ? "mapping" : "list"),
                "write it as a text; several lines go behind a |"));
      }
    }
  }

  private static Finding number(KubeObject object, String what, YamlValue value) {
    return NUMBER.at(
        value.location(),
        object + ": " + what + " is " + value + " without quotes, which is no text",
        "write \"" + value + "\"");
  }

  private static List<Entry> entries(Optional<YamlValue> mapping) {
    return mapping.map(YamlValue::entries).orElse(List.of());
  }
}
