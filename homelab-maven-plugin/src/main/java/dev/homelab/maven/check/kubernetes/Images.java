package dev.homelab.maven.check.kubernetes;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.check.yaml.YamlValue.Entry;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Does each image name the release it was tried with? */
final class Images implements Question {

  static final Rule UNPINNED =
      Rule.warning(
          "kubernetes/image-tag",
          "Whichever image is newest on the day a pod starts is run, and going back means guessing.");
  static final Rule NUMBER =
      Rule.error(
          "kubernetes/image-tag-number",
          "YAML reads 1.10 as the number 1.1, and the chart refuses a number or pulls another image.");

  private static final String FIX = "name a release, like ";

  @Override
  public List<Rule> rules() {
    return List.of(UNPINNED, NUMBER);
  }

  @Override
  public void ask(Manifests manifests, Consumer<Finding> tell) {
    Set<String> pinned = pinnedByKustomize(manifests);
    for (KubeObject object : manifests.objects()) {
      for (YamlValue container : object.containers()) {
        container
            .get("image")
            .filter(image -> image.text().filter(text -> !text.isEmpty()).isPresent())
            .ifPresent(image -> askImage(object, image, pinned, tell));
      }
    }
    for (ChartValues.Values values : ChartValues.ofAppTemplate(manifests)) {
      for (Entry controller : entries(values.root().get("controllers"))) {
        for (String list : List.of("initContainers", "containers")) {
          for (Entry container : entries(controller.value().get(list))) {
            container
                .value()
                .get("image")
                .ifPresent(image -> askValues(container, image, values, tell));
          }
        }
      }
    }
  }

  private static Set<String> pinnedByKustomize(Manifests manifests) {
    Set<String> pinned = new HashSet<>();
    for (Kustomization kustomization : manifests.kustomizations()) {
      for (YamlValue image : kustomization.items("images")) {
        if (image.textAt("newTag").or(() -> image.textAt("digest")).isPresent()) {
          pinned.add(image.textAt("name").orElse(""));
        }
      }
    }
    return pinned;
  }

  private static void askImage(
      KubeObject object, YamlValue image, Set<String> pinned, Consumer<Finding> tell) {
    String text = image.toString();
    int colon = text.indexOf(':', text.lastIndexOf('/') + 1);
    String name = colon < 0 ? text : text.substring(0, colon);
    String tag = colon < 0 ? "" : text.substring(colon + 1);
    if (!text.contains("@") && !pinned.contains(name) && isUnpinned(tag)) {
      tell.accept(
          UNPINNED.at(
              image.location(),
              object
                  + ": image \""
                  + text
                  + "\" "
                  + (tag.isEmpty() ? "has no tag" : "follows the tag latest"),
              FIX + name + ":1.2.3"));
    }
  }

  private static boolean isUnpinned(String tag) {
    return tag.isEmpty() || tag.equals("latest");
  }

  private static void askValues(
      Entry container, YamlValue image, ChartValues.Values values, Consumer<Finding> tell) {
    String repository = image.textAt("repository").orElse("");
    Optional<YamlValue> tag = image.get("tag").filter(value -> !value.isNull());
    boolean digest = image.textAt("digest").filter(text -> !text.isEmpty()).isPresent();
    if (tag.filter(YamlValue::isNumberOrBoolean).isPresent()) {
      tell.accept(
          NUMBER.at(
              tag.get().location(),
              "tag " + tag.get() + " of container " + container.name() + " is a number, not a text",
              "write \"" + tag.get() + "\""));
    } else if (tag.isPresent() && !digest && tag.get().text().orElse("").equals("latest")) {
      tell.accept(
          UNPINNED.at(
              tag.get().location(),
              "image \""
                  + repository
                  + "\" of container "
                  + container.name()
                  + " follows the tag latest",
              FIX + "tag: 1.2.3"));
    } else if (tag.isEmpty() && !digest && !repository.isEmpty() && values.alone()) {
      tell.accept(
          UNPINNED.at(
              image.location(),
              "image \"" + repository + "\" of container " + container.name() + " has no tag",
              FIX + "tag: 1.2.3"));
    }
  }

  private static List<Entry> entries(Optional<YamlValue> mapping) {
    return mapping.map(YamlValue::entries).orElse(List.of());
  }
}
