package dev.homelab.maven.mojo;

import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Printable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * Finds -Dhomelab.… options that no goal reads.
 *
 * <p>Maven takes any property without a word, so that a mistyped {@code -Dhomelab.preflght.skip}
 * would skip nothing and nobody would know why.
 */
final class MistypedParameters {

  /** Left out of the comparison: where all begin alike, everything would look like a slip. */
  private static final String PREFIX = "homelab.";

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{homelab\\.([^}]+)}");

  private final Set<String> known = new TreeSet<>();

  /** Knows the parameters of all goals of this plugin. */
  MistypedParameters(PluginDescriptor plugin) {
    for (MojoDescriptor goal : plugin.getMojos()) {
      for (Parameter parameter : goal.getParameters()) {
        String expression = goal.getMojoConfiguration().getChild(parameter.getName()).getValue("");
        Matcher matcher = EXPRESSION.matcher(expression);
        if (matcher.matches()) {
          known.add(matcher.group(1));
        }
      }
    }
  }

  /** A sentence for each of these properties that begins with homelab. and is none of ours. */
  List<String> among(Set<String> properties) {
    return properties.stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name.substring(PREFIX.length())))
        .sorted()
        .map(
            name ->
                "no goal reads -D"
                    + Printable.of(name)
                    + DidYouMean.among(known, name.substring(PREFIX.length()))
                        .map(meant -> ": did you mean -D" + PREFIX + meant + "?")
                        .orElse("; see mvn homelab:help -Ddetail for what there is"))
        .toList();
  }
}
