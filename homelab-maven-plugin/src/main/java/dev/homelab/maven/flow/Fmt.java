package dev.homelab.maven.flow;

import dev.homelab.maven.check.hcl.HclSource;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Printable;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.state.AtomicFile;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings every HCL file that git would take into canonical form, or tells which ones are not.
 *
 * <p>A file that cannot be read keeps none of the others from being rewritten.
 */
public final class Fmt {

  private final Console console;

  /** Tells this console what it does. */
  public Fmt(Console console) {
    this.console = console;
  }

  /**
   * Does it.
   *
   * @throws HomelabException when a file has errors of syntax or cannot be written, and, if only
   *     asked to check, when a file is not in canonical form
   */
  public void run(FmtRequest request) throws HomelabException {
    List<HclSource> sources = HclSource.all(Tree.scan(request.root()));
    List<Problem> problems = new ArrayList<>();
    int changes = 0;
    for (HclSource source : sources) {
      for (Finding error : source.file().problems()) {
        problems.add(new Problem(error.range() + "  " + error.message(), error.fix()));
      }
      byte[] written = source.file().source();
      byte[] canonical = source.formatted().orElse(written);
      if (!Arrays.equals(written, canonical)) {
        changes++;
        change(request, source, written, canonical, problems);
      }
    }
    console.info(summary(sources.size(), changes, request.checkOnly()));
    if (request.checkOnly() && changes > 0) {
      problems.add(
          new Problem(
              count(changes) + " not in canonical form; the differences are above",
              "run: mvn homelab:fmt"));
    }
    if (!problems.isEmpty()) {
      throw new HomelabException(problems);
    }
  }

  private void change(
      FmtRequest request,
      HclSource source,
      byte[] written,
      byte[] canonical,
      List<Problem> problems) {
    if (request.checkOnly()) {
      UnifiedDiff.of(source.path(), written, canonical).lines().forEach(this::print);
      return;
    }
    Path file = request.root().resolve(source.path());
    try {
      AtomicFile.write(file, canonical);
      console.info("rewritten: " + Printable.of(source.path()));
    } catch (IOException e) {
      problems.add(
          new Problem(
              source.path() + "  cannot be rewritten: " + e,
              "make the file and its folder writable"));
    }
  }

  private void print(String line) {
    console.info(Printable.of(line));
  }

  private static String summary(int files, int changes, boolean checkOnly) {
    String what = checkOnly ? " would change" : " rewritten";
    return files + (files == 1 ? " HCL file, " : " HCL files, ") + changes + what;
  }

  private static String count(int files) {
    return files == 1 ? "1 file is" : files + " files are";
  }
}
