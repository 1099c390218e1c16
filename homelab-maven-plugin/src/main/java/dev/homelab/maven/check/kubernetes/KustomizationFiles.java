package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.check.yaml.YamlValue.Entry;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Is each kustomization one that kustomize takes? */
final class KustomizationFiles implements Question {

  static final Rule EMPTY =
      Rule.error(
          "kubernetes/empty-kustomization", "kustomize refuses a kustomization that says nothing.");
  static final Rule TWO =
      Rule.error(
          "kubernetes/two-kustomizations",
          "kustomize refuses a folder with more than one of them.");
  static final Rule HEADER_MISSING =
      Rule.warning(
          "kubernetes/kustomization-header",
          "kustomize guesses it; kubectl, editors and other tools do not.");
  static final Rule HEADER_WRONG =
      Rule.error(
          "kubernetes/kustomization-kind", "kustomize refuses a kustomization of another kind.");
  static final Rule FIELD =
      Rule.error("kubernetes/kustomization-field", "kustomize refuses a field it does not know.");
  static final Rule SPELLING =
      Rule.warning(
          "kubernetes/kustomization-spelling",
          "kustomize takes capitals for small letters here; kubectl, editors and these checks do not.");
  static final Rule DEPRECATED =
      Rule.warning(
          "kubernetes/kustomization-deprecated",
          "It still works; a coming kustomize, and the Argo CD that carries it, drops it.");

  private static final String KUSTOMIZATION = "kustomize.config.k8s.io/v1beta1";
  private static final String COMPONENT = "kustomize.config.k8s.io/v1alpha1";

  private static final List<String> FIELDS =
      List.of(
          "apiVersion",
          "bases",
          "buildMetadata",
          "commonAnnotations",
          "commonLabels",
          "components",
          "configMapGenerator",
          "configurations",
          "crds",
          "generatorOptions",
          "generators",
          "helmChartInflationGenerator",
          "helmCharts",
          "helmGlobals",
          "imageTags",
          "images",
          "kind",
          "labels",
          "metadata",
          "namePrefix",
          "nameSuffix",
          "namespace",
          "openapi",
          "patches",
          "patchesJson6902",
          "patchesStrategicMerge",
          "replacements",
          "replicas",
          "resources",
          "secretGenerator",
          "sortOptions",
          "transformers",
          "validators",
          "vars");

  /** The fields that are lists. */
  private static final List<String> LISTS =
      List.of(
          "bases",
          "components",
          "configMapGenerator",
          "configurations",
          "crds",
          "generators",
          "helmCharts",
          "images",
          "labels",
          "patches",
          "patchesJson6902",
          "patchesStrategicMerge",
          "replacements",
          "replicas",
          "resources",
          "secretGenerator",
          "transformers");

  private static final Map<String, String> SUCCESSORS =
      new TreeMap<>(
          Map.of(
              "bases", "move its entries to resources",
              "commonLabels", "write labels: [{pairs: {...}, includeSelectors: true}]",
              "helmChartInflationGenerator", "use helmCharts",
              "imageTags", "use images",
              "patchesJson6902", "move its entries to patches",
              "patchesStrategicMerge", "write each file as patches: [{path: FILE}]",
              "vars", "use replacements"));

  @Override
  public List<Rule> rules() {
    return List.of(EMPTY, TWO, HEADER_MISSING, HEADER_WRONG, FIELD, SPELLING, DEPRECATED);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    for (YamlFile file : manifests.files()) {
      if (Manifests.isKustomization(file) && file.readable()) {
        if (saysNothing(file)) {
          tell.accept(
              EMPTY.at(
                  file.source().location(),
                  "this kustomization says nothing",
                  "list something under resources, write resources: [], or delete the file and whatever lists its folder"));
        }
        askTwo(manifests, file, tell);
      }
    }
    for (Kustomization kustomization : manifests.kustomizations()) {
      if (kustomization.root().isMapping()) {
        askHeader(kustomization, tell);
        kustomization.root().entries().forEach(entry -> askField(entry, tell));
      } else {
        tell.accept(
            FIELD.at(
                kustomization.root().location(),
                "this kustomization is no mapping of fields",
                "write resources: and the list below it"));
      }
    }
  }

  private static boolean saysNothing(YamlFile file) {
    return file.documents().isEmpty()
        || file.documents().get(0).isMapping()
            && file.documents().get(0).entries().stream()
                .allMatch(
                    e -> e.value().isNull() || List.of("apiVersion", "kind").contains(e.name()));
  }

  private static void askTwo(Manifests manifests, YamlFile file, Consumer<Finding> tell) {
    Optional<String> other =
        Kustomization.NAMES.stream()
            .filter(name -> !name.equals(file.source().name()))
            .filter(name -> Kustomization.NAMES.indexOf(name) < index(file))
            .filter(name -> manifests.tree().file(file.source().folder() + "/" + name).isPresent())
            .findFirst();
    other.ifPresent(
        name ->
            tell.accept(
                TWO.at(
                    file.source().location(),
                    "the folder has a " + name + " too",
                    "merge the two into kustomization.yaml")));
  }

  private static int index(YamlFile file) {
    return Kustomization.NAMES.indexOf(file.source().name());
  }

  private static void askHeader(Kustomization kustomization, Consumer<Finding> tell) {
    YamlValue root = kustomization.root();
    Optional<YamlValue> kind = root.get("kind").filter(v -> !v.isNull());
    Optional<YamlValue> version = root.get("apiVersion").filter(v -> !v.isNull());
    String expected =
        kind.filter(k -> k.text().orElse("").equals("Component")).isPresent()
            ? COMPONENT
            : KUSTOMIZATION;
    if (kind.isEmpty() || version.isEmpty()) {
      String missing =
          kind.isPresent() ? "apiVersion" : version.isPresent() ? "kind" : "apiVersion and kind";
      tell.accept(
          HEADER_MISSING.at(
              root.location(),
              "this kustomization has no " + missing,
              "begin it with apiVersion: "
                  + expected
                  + " and kind: "
                  + (kind.isEmpty() ? "Kustomization" : kind.get())));
    }
    kind.filter(k -> !List.of("Kustomization", "Component").contains(k.toString()))
        .ifPresent(
            k ->
                tell.accept(
                    HEADER_WRONG.at(
                        k.location(),
                        "kind \"" + k + "\" is not one of a kustomization's",
                        "write kind: Kustomization")));
    version
        .filter(v -> !v.toString().equals(expected))
        .ifPresent(
            v ->
                tell.accept(
                    HEADER_WRONG.at(
                        v.location(),
                        "apiVersion \"" + v + "\" is not the kustomization's",
                        "write apiVersion: " + expected)));
  }

  /** Whether the field is one of these but for its capitals, which is told. */
  static boolean misspelt(List<String> fields, Entry entry, Consumer<Finding> tell) {
    Optional<String> right =
        fields.contains(entry.name())
            ? Optional.empty()
            : fields.stream().filter(entry.name()::equalsIgnoreCase).findFirst();
    right.ifPresent(
        name ->
            tell.accept(
                SPELLING.at(
                    entry.key().location(),
                    "the field " + name + " is written \"" + entry.name() + "\"",
                    "write " + name)));
    return right.isPresent();
  }

  private static void askField(Entry entry, Consumer<Finding> tell) {
    if (misspelt(FIELDS, entry, tell)) {
      return;
    }
    if (!FIELDS.contains(entry.name())) {
      tell.accept(
          FIELD.at(
              entry.key().location(),
              "a kustomization has no field \"" + entry.name() + "\"",
              DidYouMean.among(FIELDS, entry.name())
                  .map(name -> "did you mean \"" + name + "\"?")
                  .orElse(
                      "take it out, or see the fields at https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/")));
    } else if (LISTS.contains(entry.name())
        && !entry.value().isSequence()
        && !entry.value().isNull()) {
      tell.accept(
          FIELD.at(
              entry.value().location(),
              entry.name() + " is no list",
              "write each entry on a line of its own that begins with a hyphen"));
    } else if (SUCCESSORS.containsKey(entry.name())) {
      tell.accept(
          DEPRECATED.at(
              entry.key().location(),
              "the field " + entry.name() + " is deprecated",
              SUCCESSORS.get(entry.name())));
    }
  }
}
