package dev.homelab.maven.mojo;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.report.Console;
import java.io.File;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
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

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    tellMistypedParameters();
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

  /** Once in a build, not once a goal. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Maven's map is of before generics
  private void tellMistypedParameters() {
    if (getPluginContext().put(MistypedParameters.class.getName(), true) == null) {
      new MistypedParameters(plugin)
          .among(session.getUserProperties().stringPropertyNames())
          .forEach(getLog()::warn);
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
