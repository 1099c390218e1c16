package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.report.Console;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals share: where the homelab is, and whether to do anything at all. */
abstract class HomelabMojo extends AbstractMojo {

  /** The homelab's folder. */
  @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
  private File basedir;

  /** The homelab's name in reports. */
  @Parameter(defaultValue = "${project.artifactId}", readonly = true, required = true)
  private String name;

  /** Skips every goal of homelab. */
  @Parameter(property = "homelab.skip", defaultValue = "false")
  private boolean skip;

  /**
   * The environment to act on, a folder in terraform/envs. Without it, homelab.properties decides.
   */
  @Parameter(property = "homelab.env")
  private String env;

  /**
   * Where the tools that homelab has fetched are kept. Without it, the system's folder of caches:
   * {@code $XDG_CACHE_HOME/homelab}, {@code ~/.cache/homelab}, {@code ~/Library/Caches/homelab} or
   * {@code %LOCALAPPDATA%\homelab}.
   */
  @Parameter(property = "homelab.tools.dir")
  private File toolsDir;

  /**
   * A folder with tofu providers and packer plugins, for machines that reach no registry: laid out
   * as {@code tofu providers mirror} and {@code PACKER_PLUGIN_PATH} have it. Without it, the
   * environment's HOMELAB_PLUGINS.
   */
  @Parameter(property = "homelab.plugins")
  private File plugins;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || skipGoal()) {
      getLog().info("skipped");
      return;
    }
    try {
      run();
    } catch (HomelabException e) {
      // Without its cause: the message says everything, and -e still shows where it came from.
      throw new MojoFailureException(e.getMessage());
    }
  }

  /** Does the goal's work. */
  abstract void run() throws HomelabException, MojoExecutionException;

  /** The goal's own skip flag. */
  abstract boolean skipGoal();

  final File basedir() {
    return basedir;
  }

  final String homelabName() {
    return name;
  }

  /** The environment asked for, or null. */
  final String env() {
    return env;
  }

  /** How the goal gets at the external tools, with their logs in that folder. */
  final ToolSettings tools(Path logs) {
    Optional<Path> given =
        Optional.ofNullable(plugins)
            .or(() -> Optional.ofNullable(System.getenv("HOMELAB_PLUGINS")).map(File::new))
            .map(File::toPath);
    return new ToolSettings(
        System.getenv(),
        logs,
        Optional.ofNullable(toolsDir).map(File::toPath),
        given,
        Optional.empty());
  }

  final Console console() {
    return new Console() {
      @Override
      public void info(String line) {
        getLog().info(line);
      }

      @Override
      public void warn(String line) {
        getLog().warn(line);
      }

      @Override
      public void error(String line) {
        getLog().error(line);
      }
    };
  }
}
