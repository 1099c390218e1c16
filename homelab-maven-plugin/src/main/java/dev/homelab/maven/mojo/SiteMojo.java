package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Cleanup;
import dev.homelab.maven.flow.DoctorRequest;
import dev.homelab.maven.flow.ImageBuild;
import dev.homelab.maven.flow.ImageRequest;
import dev.homelab.maven.flow.Provision;
import dev.homelab.maven.flow.ProvisionRequest;
import dev.homelab.maven.flow.RehearsedLab;
import dev.homelab.maven.flow.Site;
import dev.homelab.maven.flow.ToolSettings;
import dev.homelab.maven.flow.WhatIsThere;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that work with packer or tofu on Proxmox, the real or the rehearsed one. */
abstract class SiteMojo extends ProxmoxMojo {

  /** For one call of Proxmox, which may be busy while it copies disks. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /**
   * How many seconds to wait for another run on this homelab, and for the lock of tofu's state.
   * Without it, such a run is named and this one ends.
   */
  @Parameter(property = "homelab.wait", defaultValue = "0")
  private int wait;

  /** Where reports and the logs of the tools go. */
  @Parameter(
      property = "homelab.reportDirectory",
      defaultValue = "${project.build.directory}/homelab",
      required = true)
  private File reportDirectory;

  /** The environment asked for. */
  final Optional<String> environment() {
    return Optional.ofNullable(env());
  }

  /** How long another run is waited for. */
  final Duration patience() {
    return Duration.ofSeconds(wait);
  }

  /** What a goal does there. */
  interface Work {
    /** Does it, on the homelab in this folder. */
    void at(Site site, Path root) throws HomelabException;
  }

  /** Works on the real world, or on the rehearsed one. */
  final void on(Work work) throws HomelabException {
    Secrets secrets = new Secrets();
    DoctorRequest request =
        new DoctorRequest(
            basedir().toPath(),
            homelabName(),
            environment(),
            System.getProperty("java.version"),
            session().getSystemProperties().getProperty("maven.version", ""),
            proxmox(secrets, DEADLINE),
            secrets);
    ToolSettings tools = tools(reportDirectory.toPath().resolve("logs"), true);
    if (!rehearse()) {
      try (Site site = Site.real(request, tools, console())) {
        work.at(site, basedir().toPath());
      }
      return;
    }
    RehearsedLab lab = rehearsedLab(secrets);
    try (Site site = Site.rehearsed(request, lab, tools, console())) {
      work.at(site, lab.root());
      WhatIsThere.tell(site, lab, console());
    }
  }

  /** One for all goals of a build: what image has made is there for provision. */
  @SuppressWarnings("unchecked") // Maven's map is of before generics
  private RehearsedLab rehearsedLab(Secrets secrets) throws HomelabException {
    String key = RehearsedLab.class.getName();
    RehearsedLab lab = (RehearsedLab) getPluginContext().get(key);
    if (lab == null) {
      RehearsedLab started = RehearsedLab.start(basedir().toPath(), secrets);
      Runtime.getRuntime().addShutdownHook(new Thread(started::discard, "end of rehearsal"));
      getPluginContext().put(key, started);
      return started;
    }
    lab.maskIn(secrets);
    return lab;
  }

  /** In a rehearsal there is no template yet that a machine could be made of. */
  final void rehearseImage(Site site, Path root) throws HomelabException {
    if (rehearse()) {
      new ImageBuild(site.bench())
          .run(
              new ImageRequest(
                  root, homelabName(), false, Cleanup.NONE, patience(), site.beforeImage()));
    }
  }

  /** In a rehearsal there is no machine yet. */
  final void rehearseMachine(Site site, Path root) throws HomelabException {
    if (rehearse()) {
      new Provision(site.bench())
          .run(
              ProvisionRequest.plain(
                  root, homelabName(), environment(), patience(), site.beforeProvision()));
    }
  }

  final File reportDirectory() {
    return reportDirectory;
  }
}
