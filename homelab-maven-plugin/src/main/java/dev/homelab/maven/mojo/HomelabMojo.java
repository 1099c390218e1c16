package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Supplies;
import dev.homelab.maven.tool.ToolFetcher;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;

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
   * Whether external tools that are neither on PATH nor in that folder are fetched: packer, tofu,
   * kustomize, kubectl, helm, shellcheck, some 30 MB each, every one held against a checksum that
   * is part of this plugin. Without it, preflight fetches nothing, since {@code mvn verify} needs
   * no network, and a goal that acts fetches what it needs. Never when Maven is offline.
   */
  @Parameter(property = "homelab.tools.download")
  private Boolean toolsDownload;

  /**
   * A folder with tofu providers and packer plugins, for machines that reach no registry: laid out
   * as {@code tofu providers mirror} and {@code PACKER_PLUGIN_PATH} have it. Without it, the
   * environment's HOMELAB_PLUGINS.
   */
  @Parameter(property = "homelab.plugins")
  private File plugins;

  /**
   * A folder of chart archives like {@code app-template-4.1.1.tgz}, as {@code helm pull} fetches
   * them: with it, preflight renders the kustomizations that have helmCharts. Without it, the
   * environment's HOMELAB_CHARTS; without both, only charts that kustomize has fetched before.
   */
  @Parameter(property = "homelab.charts")
  private File charts;

  /**
   * A folder with the JSON schemas of Kubernetes' objects, laid out as kubeconform expects it:
   * {@code v1.36.3-standalone-strict/service-v1.json}. kubeconform is asked with it only, because
   * it would fetch each schema. Without it, the environment's HOMELAB_SCHEMAS.
   */
  @Parameter(property = "homelab.schemas")
  private File schemas;

  @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
  private List<RemoteRepository> pluginRepositories;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  private MavenConsole console;

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
    } finally {
      console().close();
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

  /** A part of Maven, asked of it when it is needed. */
  final <T> T component(Class<T> type) {
    return new MavenParts(session).get(type);
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

  final MavenSession session() {
    return session;
  }

  /** Whether somebody may be asked: not in batch mode. */
  final boolean interactive() {
    return session.getRequest().isInteractiveMode();
  }

  /** The environment asked for, or null. */
  final String env() {
    return env;
  }

  /**
   * How the goal gets at the external tools.
   *
   * @param logs the folder of their logs
   * @param fetch whether to fetch those that are missing, unless homelab.tools.download says it
   */
  final ToolSettings tools(Path logs, boolean fetch) {
    return new ToolSettings(
        System.getenv(),
        logs,
        Optional.ofNullable(toolsDir).map(File::toPath),
        new Supplies(
            given(plugins, "HOMELAB_PLUGINS"),
            given(charts, "HOMELAB_CHARTS"),
            given(schemas, "HOMELAB_SCHEMAS")),
        !session.isOffline(),
        fetcher(toolsDownload == null ? fetch : toolsDownload));
  }

  /** A folder by its parameter, else by a variable of the environment. */
  private Optional<Path> given(File folder, String variable) {
    return Optional.ofNullable(folder)
        .map(File::toPath)
        .or(
            () ->
                Optional.ofNullable(System.getenv(variable))
                    .filter(value -> !value.isBlank())
                    .map(value -> basedir.toPath().resolve(value)));
  }

  private Optional<ToolFetcher> fetcher(boolean fetch) {
    if (!fetch || session.isOffline()) {
      return Optional.empty();
    }
    return Optional.of(
        new ToolFetcher(
            new MavenArtifacts(
                component(RepositorySystem.class),
                session.getRepositorySession(),
                pluginRepositories),
            SettingsRoute.of(session.getSettings(), component(SettingsDecrypter.class)),
            console()));
  }

  /** Where lines for people go, and how things stand. */
  final MavenConsole console() {
    if (console == null) {
      boolean quiet =
          !session.getSettings().isInteractiveMode()
              || !getLog().isInfoEnabled()
              || "never".equals(session.getUserProperties().getProperty("style.color"))
              // Modules side by side would write over each other's line.
              || session.getRequest().getDegreeOfConcurrency() > 1;
      console = new MavenConsole(getLog(), quiet ? Optional.empty() : LiveLine.of(System.getenv()));
    }
    return console;
  }
}
