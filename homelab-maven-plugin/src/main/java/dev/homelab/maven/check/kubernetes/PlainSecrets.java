package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.check.yaml.YamlValue.Entry;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Does a secret's value lie in git? Values are never printed. */
public final class PlainSecrets implements Question {

  static final Rule RULE =
      Rule.error(
          "kubernetes/plain-secret",
          "Base64 hides nothing: whoever reads the repository, or any old clone of it, has the secret.");

  private static final List<String> FIELDS = List.of("data", "stringData");

  private static final String FIX =
      "make the secret in the cluster with kubectl create secret, or encrypt the file with SOPS, or commit a SealedSecret; a value that was pushed must be changed";

  /** Argo CD keeps addresses of repositories in Secrets too; these keys are no secrets. */
  private static final String ARGO_LABEL = "argocd.argoproj.io/secret-type";

  private static final Set<String> ARGO_HARMLESS =
      Set.of(
          "type",
          "url",
          "name",
          "project",
          "server",
          "insecure",
          "enableOCI",
          "enableLfs",
          "proxy");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    manifests.objects("", "Secret").forEach(secret -> ask(secret, tell));
    for (Kustomization kustomization : manifests.kustomizations()) {
      for (YamlValue generator : kustomization.items("secretGenerator")) {
        for (YamlValue literal : items(generator, "literals")) {
          tell.accept(inGenerator(generator, literal, "the value of " + key(literal)));
        }
      }
      for (Reference file : kustomization.generatorFiles("secretGenerator")) {
        if (file.target().flatMap(path -> manifests.tree().file(path)).isPresent()) {
          tell.accept(
              RULE.at(
                  file.value().location(),
                  "file \"" + file.text() + "\" becomes a secret, and git would take it",
                  FIX));
        }
      }
    }
  }

  private static void ask(KubeObject secret, Consumer<Finding> tell) {
    for (String field : FIELDS) {
      List<Entry> plain = plain(secret, field);
      if (!plain.isEmpty()) {
        tell.accept(
            RULE.at(
                plain.get(0).key().location(),
                secret
                    + " holds "
                    + (plain.size() == 1 ? "a value" : plain.size() + " values")
                    + " in plain sight: "
                    + String.join(", ", plain.stream().map(Entry::name).limit(10).toList()),
                FIX));
      }
    }
  }

  /** The values in a field that can be read, and are no addresses. */
  private static List<Entry> plain(KubeObject secret, String field) {
    boolean argo = !secret.text("metadata", "labels", ARGO_LABEL).isEmpty();
    boolean sops = secret.root().get("sops").filter(YamlValue::isMapping).isPresent();
    List<Entry> plain = new ArrayList<>();
    for (Entry entry : secret.root().get(field).map(YamlValue::entries).orElse(List.of())) {
      String value = entry.value().text().orElse("");
      boolean encrypted = sops && value.startsWith("ENC[");
      if (!value.isEmpty() && !encrypted && !(argo && ARGO_HARMLESS.contains(entry.name()))) {
        plain.add(entry);
      }
    }
    return plain;
  }

  /** The lines of all values that are told of here, for the check that might tell them again. */
  public static Set<Location> lines(Lab lab) {
    Set<Location> lines = new HashSet<>();
    Manifests manifests = new Manifests(lab);
    for (KubeObject secret : manifests.objects("", "Secret")) {
      for (String field : FIELDS) {
        for (Entry entry : plain(secret, field)) {
          lines.add(line(entry.value()));
        }
      }
    }
    for (Kustomization kustomization : manifests.kustomizations()) {
      for (YamlValue generator : kustomization.items("secretGenerator")) {
        for (YamlValue literal : items(generator, "literals")) {
          lines.add(line(literal));
        }
      }
    }
    return lines;
  }

  private static Location line(YamlValue value) {
    return Location.of(value.location().file(), value.location().line());
  }

  private static Finding inGenerator(YamlValue generator, YamlValue literal, String what) {
    return RULE.at(
        literal.location(),
        "secretGenerator "
            + generator.textAt("name").orElse("without a name")
            + " holds "
            + what
            + " in plain sight",
        FIX);
  }

  private static String key(YamlValue literal) {
    String text = literal.text().orElse("");
    return text.contains("=") ? text.substring(0, text.indexOf('=')) : "a literal";
  }

  private static List<YamlValue> items(YamlValue value, String key) {
    return value.get(key).map(YamlValue::items).orElse(List.of());
  }
}
