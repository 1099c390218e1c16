package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.yaml.YamlValue;
import dev.homelab.maven.problem.Location;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field as the API server names it: {@code .spec.template.spec.containers[name="web"].ports[0]}.
 */
final class FieldPath {

  private static final Pattern FIRST =
      Pattern.compile("^\\[?(\\.?[a-z]\\w*(?:\\.\\w+|\\[[^\\]]*])*): ");
  private static final Pattern STEP =
      Pattern.compile("\\.?(\\w+)|\\[(\\d{1,6})]|\\[(\\w+)=\"([^\"]*)\"]");

  private FieldPath() {}

  /** Where the first field of an objection stands in an object, or what of its path is there. */
  static Location find(YamlValue object, String objection) {
    Matcher first = FIRST.matcher(objection);
    Location where = object.location();
    if (!first.find()) {
      return where;
    }
    Matcher step = STEP.matcher(first.group(1));
    Optional<YamlValue> value = Optional.of(object);
    while (step.find()) {
      if (step.group(1) != null) {
        Optional<YamlValue.Entry> entry = value.get().entry(step.group(1));
        if (entry.isPresent()) {
          where = entry.get().key().location();
        }
        value = entry.map(YamlValue.Entry::value);
      } else {
        value = item(value.get(), step);
        where = value.map(YamlValue::location).orElse(where);
      }
      if (value.isEmpty()) {
        return where;
      }
    }
    return where;
  }

  private static Optional<YamlValue> item(YamlValue list, Matcher step) {
    if (step.group(2) != null) {
      return list.items().stream().skip(Integer.parseInt(step.group(2))).findFirst();
    }
    return list.items().stream()
        .filter(item -> item.textAt(step.group(3)).equals(Optional.of(step.group(4))))
        .findFirst();
  }
}
