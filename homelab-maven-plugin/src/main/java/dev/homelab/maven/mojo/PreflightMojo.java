package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.AllChecks;
import dev.homelab.maven.flow.Preflight;
import dev.homelab.maven.flow.PreflightRequest;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.CheckReport;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks everything in the homelab that can be checked without a network: answers, files, YAML,
 * Kubernetes objects, kickstart, shell scripts, Makefile, secrets. Changes nothing.
 *
 * <p>Fails the build when it finds an error, after it has told all of them.
 */
@Mojo(name = "preflight", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public final class PreflightMojo extends HomelabMojo {

  /** Skips this goal. */
  @Parameter(property = "homelab.preflight.skip", defaultValue = "false")
  private boolean preflightSkip;

  /** Where the reports go. */
  @Parameter(
      property = "homelab.reportDirectory",
      defaultValue = "${project.build.directory}/homelab",
      required = true)
  private File reportDirectory;

  /**
   * Which checks are asked: {@code embedded}, those that need nothing but the plugin, or {@code
   * all}, with the tools that are on this machine beside them: packer, tofu, kustomize, kubectl (a
   * dry run on the homelab's cluster, if it is up), kubeconform, shellcheck, shfmt, yamllint,
   * ksvalidator, make. One that is missing is told and fails nothing.
   */
  @Parameter(property = "homelab.checks", defaultValue = "all")
  private String checks;

  @Override
  boolean skipGoal() {
    return preflightSkip;
  }

  @Override
  void run() throws HomelabException {
    new Reporting(console(), basedir().toPath())
        .tell(report(), reportDirectory.toPath().resolve("report.json"));
  }

  private CheckReport report() throws HomelabException {
    PreflightRequest request =
        new PreflightRequest(basedir().toPath(), homelabName(), Optional.ofNullable(env()));
    switch (checks) {
      case "embedded":
        return new Preflight(AllChecks.embedded()).run(request);
      case "all":
        return Preflight.withTools(
            request, tools(reportDirectory.toPath().resolve("logs"), false), console());
      default:
        throw new HomelabException(
            new Problem("homelab.checks is '" + checks + "'", "set it to one of: embedded, all"));
    }
  }
}
