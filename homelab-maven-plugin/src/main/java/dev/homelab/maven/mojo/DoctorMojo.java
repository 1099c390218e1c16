package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Doctor;
import dev.homelab.maven.flow.DoctorRequest;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Asks the world what image, provision and gitops would fail at: this machine and its tools, the
 * token and its privileges, the Proxmox node with its storages, bridge and machines, the network,
 * the git remote, the cluster. A line each, ok or what to do. Changes nothing.
 *
 * <p>Fails the build when it finds an error, after it has told all of them.
 */
@Mojo(name = "doctor", threadSafe = true)
public final class DoctorMojo extends ProxmoxMojo {

  /** Proxmox itself waits for three seconds before it refuses a token. */
  private static final Duration DEADLINE = Duration.ofSeconds(8);

  /** Skips this goal. */
  @Parameter(property = "homelab.doctor.skip", defaultValue = "false")
  private boolean doctorSkip;

  /** Where the reports go. */
  @Parameter(
      property = "homelab.reportDirectory",
      defaultValue = "${project.build.directory}/homelab",
      required = true)
  private File reportDirectory;

  @Override
  boolean skipGoal() {
    return doctorSkip;
  }

  @Override
  void run() throws HomelabException {
    Path reports = reportDirectory.toPath();
    Secrets secrets = new Secrets();
    DoctorRequest request =
        new DoctorRequest(
            basedir().toPath(),
            homelabName(),
            Optional.ofNullable(env()),
            System.getProperty("java.version"),
            session().getSystemProperties().getProperty("maven.version", ""),
            proxmox(secrets, DEADLINE),
            secrets);
    Doctor doctor = new Doctor(request, tools(reports.resolve("logs"), true), console());
    new Reporting(console(), basedir().toPath())
        .tell(rehearse() ? doctor.rehearse() : doctor.run(), reports.resolve("doctor.json"));
  }
}
