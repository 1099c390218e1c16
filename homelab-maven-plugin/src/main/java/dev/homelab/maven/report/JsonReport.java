package dev.homelab.maven.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.report.CheckReport.Line;
import dev.homelab.maven.state.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A report for programs.
 *
 * <p>Shape: {@code {version, goal, homelab, environment, errors, warnings, skipped, milliseconds,
 * checks: [{name, version?, scope, skipped?}], findings: [{rule, severity, why, file, line?,
 * column?, message, fix}]}}. A member that has nothing to say is absent.
 */
public final class JsonReport {

  private static final int VERSION = 1;

  private JsonReport() {}

  /** Writes the whole file at once, so that no reader sees half of it. */
  public static void write(CheckReport report, Path file) throws IOException {
    AtomicFile.write(file, out -> write(report, out));
  }

  private static void write(CheckReport report, OutputStream out) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeStringField("goal", report.goal());
      json.writeStringField("homelab", report.name());
      json.writeStringField("environment", report.environment());
      json.writeNumberField("errors", report.errors());
      json.writeNumberField("warnings", report.warnings());
      json.writeNumberField("skipped", report.skipped());
      json.writeNumberField("milliseconds", report.took().toMillis());
      json.writeArrayFieldStart("checks");
      for (Line line : report.lines()) {
        write(line, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("findings");
      for (Finding finding : report.findings()) {
        write(finding, json);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(Line line, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", line.check());
    if (line.version().isPresent()) {
      json.writeStringField("version", line.version().get());
    }
    json.writeStringField("scope", line.scope());
    if (line.skipped().isPresent()) {
      json.writeStringField("skipped", line.skipped().get());
    }
    json.writeEndObject();
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", finding.rule().id());
    json.writeStringField("severity", finding.rule().severity().word());
    json.writeStringField("why", finding.rule().why());
    json.writeStringField("file", finding.where().file());
    if (finding.where().line() > 0) {
      json.writeNumberField("line", finding.where().line());
    }
    if (finding.where().column() > 0) {
      json.writeNumberField("column", finding.where().column());
    }
    json.writeStringField("message", finding.problem().message());
    json.writeStringField("fix", finding.problem().fix());
    json.writeEndObject();
  }
}
