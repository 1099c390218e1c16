package dev.homelab.maven.flow;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.answers.AnswersCheck;
import dev.homelab.maven.check.hcl.HclCheck;
import dev.homelab.maven.check.kickstart.KickstartCheck;
import dev.homelab.maven.check.kubernetes.KubernetesCheck;
import dev.homelab.maven.check.layers.LayersCheck;
import dev.homelab.maven.check.make.MakeCheck;
import dev.homelab.maven.check.markers.MarkersCheck;
import dev.homelab.maven.check.secrets.SecretsCheck;
import dev.homelab.maven.check.shell.ShellCheck;
import dev.homelab.maven.check.text.TextCheck;
import dev.homelab.maven.check.tools.ToolChecks;
import dev.homelab.maven.check.tools.Workbench;
import dev.homelab.maven.check.tree.TreeCheck;
import dev.homelab.maven.check.yaml.YamlCheck;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every check there is, in the order of the console.
 *
 * <p>Listed by hand: Maven 3.8 does not find components in classes compiled for Java 15 or newer,
 * and an injected list would be empty without a word.
 */
public final class AllChecks {

  private AllChecks() {}

  /** Those that need nothing but the plugin; new ones, for one run. */
  public static List<Check> embedded() {
    return List.of(
        new AnswersCheck(),
        new TreeCheck(),
        new TextCheck(),
        new MarkersCheck(),
        new HclCheck(),
        new YamlCheck(),
        new KubernetesCheck(),
        new KickstartCheck(),
        new ShellCheck(),
        new MakeCheck(),
        new LayersCheck(),
        new SecretsCheck());
  }

  /** These, and every tool that is on the machine. */
  public static List<Check> withTools(Workbench workbench) {
    return Stream.concat(embedded().stream(), ToolChecks.at(workbench).stream()).toList();
  }
}
