package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.yaml.YamlFile;
import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything below k8s, read once.
 *
 * <p>A file is a kustomization by its name; or something a kustomization reads besides resources
 * (values, patches); or else it holds objects. Charts kept in the tree are templates, not YAML, and
 * left out.
 */
final class Manifests {

  /** Where manifests live. */
  static final String FOLDER = "k8s";

  private final Lab lab;
  private final Map<String, YamlFile> files = new TreeMap<>();
  private final Map<String, Kustomization> kustomizations = new TreeMap<>();
  private final Map<String, List<KubeObject>> objects = new TreeMap<>();
  private final Set<String> listed = new HashSet<>();
  private final Set<String> readOtherwise = new HashSet<>();
  private final Build.Builder builder = new Build.Builder(this);
  private final Argo argo;

  Manifests(Lab lab) {
    this.lab = lab;
    for (SourceFile file : lab.tree().filesBelow(FOLDER)) {
      boolean yaml = file.endsWith(".yaml", ".yml") || file.name().equals("Kustomization");
      if (yaml && file.text().isPresent() && !inChart(file)) {
        files.put(file.path(), YamlFile.read(file));
      }
    }
    files.values().stream().filter(Manifests::isKustomization).forEach(this::addKustomization);
    kustomizations.values().forEach(this::addReferences);
    files.values().forEach(this::addObjects);
    argo = new Argo(this);
  }

  private boolean inChart(SourceFile file) {
    for (String folder = file.folder();
        Paths.within(FOLDER, folder);
        folder = Paths.parent(folder)) {
      if (tree().file(folder + "/Chart.yaml").isPresent()) {
        return true;
      }
    }
    return false;
  }

  static boolean isKustomization(YamlFile file) {
    return Kustomization.NAMES.contains(file.source().name());
  }

  private void addKustomization(YamlFile file) {
    if (file.readable() && !file.documents().isEmpty()) {
      kustomizations.putIfAbsent(
          file.source().folder(), new Kustomization(file.source(), file.documents().get(0)));
    }
  }

  private void addReferences(Kustomization kustomization) {
    for (Reference reference : kustomization.resources()) {
      if (!reference.remote()) {
        reference.target().ifPresent(listed::add);
      }
    }
    kustomization
        .generatorFiles("secretGenerator")
        .forEach(r -> r.target().ifPresent(readOtherwise::add));
    kustomization.otherFiles().forEach(r -> r.target().ifPresent(readOtherwise::add));
    for (YamlValue chart : kustomization.charts()) {
      kustomization.valuesFiles(chart).forEach(r -> r.target().ifPresent(readOtherwise::add));
    }
  }

  private void addObjects(YamlFile file) {
    String path = file.source().path();
    if (isKustomization(file) || readOtherwise.contains(path) && !listed.contains(path)) {
      return;
    }
    List<KubeObject> found = new ArrayList<>();
    for (YamlValue document : file.documents()) {
      if (listed.contains(path) || isMeantAsObject(document)) {
        found.addAll(unpacked(document));
      }
    }
    objects.put(path, List.copyOf(found));
  }

  /** Settings of kubectl, kubeadm and others have a kind too, but no metadata. */
  private static boolean isMeantAsObject(YamlValue document) {
    KubeObject object = new KubeObject(document);
    return document.get("kind").or(() -> document.get("apiVersion")).isPresent()
        && (document.get("metadata").isPresent() || Kinds.isServed(object.kind()));
  }

  /** A List's items one by one, as kubectl and kustomize take them. */
  private static List<KubeObject> unpacked(YamlValue document) {
    KubeObject object = new KubeObject(document);
    Optional<YamlValue> items = document.get("items").filter(YamlValue::isSequence);
    return object.kind().endsWith("List") && items.isPresent()
        ? items.get().items().stream().map(KubeObject::new).toList()
        : List.of(object);
  }

  Tree tree() {
    return lab.tree();
  }

  Lab lab() {
    return lab;
  }

  /** Every YAML file. */
  List<YamlFile> files() {
    return List.copyOf(files.values());
  }

  /** The YAML file of that path. */
  Optional<YamlFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Every kustomization that can be read. */
  List<Kustomization> kustomizations() {
    return List.copyOf(kustomizations.values());
  }

  /** The kustomization of a folder. */
  Optional<Kustomization> kustomization(String folder) {
    return Optional.ofNullable(kustomizations.get(folder));
  }

  /** Every object. */
  List<KubeObject> objects() {
    return objects.values().stream().flatMap(List::stream).toList();
  }

  /** Every object of a kind. */
  List<KubeObject> objects(String group, String kind) {
    return objects().stream().filter(object -> object.is(group, kind)).toList();
  }

  /** The objects of a file. */
  List<KubeObject> objectsIn(String file) {
    return objects.getOrDefault(file, List.of());
  }

  /** Whether a kustomization lists this file or folder as a resource. */
  boolean isListed(String path) {
    return listed.contains(path);
  }

  /** Whether a kustomization reads this file as values, patch, or input of a generator. */
  boolean isReadOtherwise(String path) {
    return readOtherwise.contains(path);
  }

  /** The nearest kustomization at or above a folder. */
  Optional<Kustomization> above(String folder) {
    for (String next = folder; Paths.within(FOLDER, next); next = Paths.parent(next)) {
      if (kustomizations.containsKey(next)) {
        return kustomization(next);
      }
    }
    return Optional.empty();
  }

  /** Argo CD's view of it. */
  Argo argo() {
    return argo;
  }

  /** Whether a kustomization at or above a folder cannot be read, so that nobody knows its list. */
  boolean isUnclear(String folder) {
    for (String next = folder; Paths.within(FOLDER, next); next = Paths.parent(next)) {
      for (String name : Kustomization.NAMES) {
        boolean there = tree().file(next + "/" + name).isPresent();
        boolean read = kustomization(next).filter(k -> k.root().isMapping()).isPresent();
        if (there && !read) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a kustomization builds. */
  Build build(Kustomization kustomization) {
    return builder.of(kustomization);
  }
}
