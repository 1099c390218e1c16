package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Does Argo CD know each sync option? */
final class SyncOptions implements Question {

  static final Rule RULE =
      Rule.warning(
          "kubernetes/sync-option", "Argo CD passes over what it does not know, without a word.");

  private static final String ANNOTATION = "argocd.argoproj.io/sync-options";

  private static final List<String> SWITCH = List.of("true", "false");
  private static final List<String> CONFIRMED = List.of("true", "false", "confirm");

  private static final Map<String, List<String>> OPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ApplyOutOfSyncOnly", SWITCH),
              Map.entry("ClientSideApplyMigration", SWITCH),
              Map.entry("CreateNamespace", SWITCH),
              Map.entry("Delete", CONFIRMED),
              Map.entry("FailOnSharedResource", SWITCH),
              Map.entry("Force", SWITCH),
              Map.entry("Prune", CONFIRMED),
              Map.entry("PruneLast", SWITCH),
              Map.entry("PrunePropagationPolicy", List.of("foreground", "background", "orphan")),
              Map.entry("Replace", SWITCH),
              Map.entry("RespectIgnoreDifferences", SWITCH),
              Map.entry("ServerSideApply", SWITCH),
              Map.entry("SkipDryRunOnMissingResource", SWITCH),
              Map.entry("Validate", SWITCH)));

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (Application application : manifests.argo().applications()) {
      application.syncOptions().forEach(option -> ask(option, option.text().orElse(""), tell));
    }
    for (KubeObject object : manifests.objects()) {
      object
          .root()
          .at("metadata", "annotations", ANNOTATION)
          .filter(value -> value.text().isPresent())
          .ifPresent(
              value -> {
                for (String option : value.toString().split(",")) {
                  ask(value, option.strip(), tell);
                }
              });
    }
  }

  private static void ask(YamlValue where, String option, Consumer<Finding> tell) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String value = equals < 0 ? "" : option.substring(equals + 1);
    List<String> values = OPTIONS.get(name);
    if (values == null) {
      tell.accept(
          RULE.at(
              where.location(),
              "Argo CD has no sync option \"" + name + "\"",
              DidYouMean.among(OPTIONS.keySet(), name)
                  .map(known -> "did you mean \"" + known + "\"?")
                  .orElse("take it out, or see the sync options in Argo CD's user guide")));
    } else if (!values.contains(value)) {
      tell.accept(
          RULE.at(
              where.location(),
              "sync option " + name + " takes no value \"" + value + "\"",
              "write " + name + "=" + String.join(" or =", values)));
    }
  }
}
