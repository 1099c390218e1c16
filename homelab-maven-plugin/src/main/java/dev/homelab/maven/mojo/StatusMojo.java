package dev.homelab.maven.mojo;

import dev.homelab.maven.flow.Status;
import dev.homelab.maven.flow.StatusRequest;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.StatusReport;
import dev.homelab.maven.state.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Tells what exists: the template, the machines, the cluster, the Applications of Argo CD, and what
 * of it differs from the repository. Changes nothing. Whatever cannot be asked is told as unknown,
 * with the reason.
 */
@Mojo(name = "status", threadSafe = true)
public final class StatusMojo extends ProxmoxMojo {

  private static final Duration DEADLINE = Duration.ofSeconds(8);

  /** Skips this goal. */
  @Parameter(property = "homelab.status.skip", defaultValue = "false")
  private boolean statusSkip;

  /**
   * How it is told: {@code text}, or {@code json}, printed alone on standard output; run Maven with
   * {@code -q} then. The same JSON is always in {@code status.json} beside the reports, for Maven
   * 3.8 puts a code for colours around all that is printed.
   */
  @Parameter(property = "homelab.format", defaultValue = "text")
  private String format;

  /** Where the reports and the logs of the tools go. */
  @Parameter(
      property = "homelab.reportDirectory",
      defaultValue = "${project.build.directory}/homelab",
      required = true)
  private File reportDirectory;

  @Override
  boolean skipGoal() {
    return statusSkip;
  }

  @Override
  void run() throws HomelabException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new HomelabException(
          new Problem("homelab.format is '" + format + "'", "set it to one of: text, json"));
    }
    if (rehearse()) {
      throw new HomelabException(
          new Problem(
              "status cannot be rehearsed: a rehearsal ends with what it would have left",
              "rehearse image and provision, or leave -Dhomelab.rehearse out"));
    }
    Secrets secrets = new Secrets();
    Path reports = reportDirectory.toPath();
    StatusReport report =
        new Status(tools(reports.resolve("logs"), false))
            .look(
                new StatusRequest(
                    basedir().toPath(),
                    homelabName(),
                    Optional.ofNullable(env()),
                    proxmox(secrets, DEADLINE),
                    secrets));
    String json = secrets.mask(report.json());
    write(reports.resolve("status.json"), json);
    if (format.equals("json")) {
      System.out.print(json);
    } else {
      report.lines().stream().map(secrets::mask).forEach(getLog()::info);
    }
  }

  private static void write(Path file, String json) throws HomelabException {
    try {
      AtomicFile.write(file, json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              file + " cannot be written: " + e,
              "make its folder writable, or set -Dhomelab.reportDirectory to another one"));
    }
  }
}
