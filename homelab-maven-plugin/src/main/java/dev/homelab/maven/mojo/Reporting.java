package dev.homelab.maven.mojo;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.CheckReport;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.report.ConsoleReport;
import dev.homelab.maven.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;

/** Shows a report to people and writes it for programs; fails when it holds an error. */
final class Reporting {

  private final Console console;
  private final Path base;

  /**
   * On this console.
   *
   * @param base the homelab's folder, from which the file is named
   */
  Reporting(Console console, Path base) {
    this.console = console;
    this.base = base;
  }

  /** Shows it and writes it into the file. */
  void tell(CheckReport report, Path file) throws HomelabException {
    new ConsoleReport(console).print(report, relative(file));
    write(report, file);
    if (report.errors() > 0) {
      throw new HomelabException(
          new Problem(
              report.goal()
                  + " found "
                  + report.errors()
                  + (report.errors() == 1 ? " error" : " errors")
                  + " in "
                  + report.name(),
              "see the lines above, each with its fix"));
    }
  }

  private static void write(CheckReport report, Path file) throws HomelabException {
    try {
      JsonReport.write(report, file);
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              "the report " + file + " cannot be written: " + e,
              "make its folder writable, or set -Dhomelab.reportDirectory to another one"));
    }
  }

  /** Shorter to read, and a link in terminals that are in the homelab's folder. */
  private String relative(Path file) {
    return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
  }
}
