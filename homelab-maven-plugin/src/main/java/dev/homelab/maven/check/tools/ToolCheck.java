package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Verdict;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets one tool judge what it knows best. */
abstract class ToolCheck implements Check {

  private final String tool;
  private final List<String> repeats;
  final Rule error;
  final Rule warning;
  private final Workbench workbench;

  /**
   * A check.
   *
   * @param tool its program
   * @param repeats the embedded checks that look at the same files
   * @param why what happens to a homelab that the tool refuses
   */
  ToolCheck(String tool, List<String> repeats, String why, Workbench workbench) {
    this.tool = tool;
    this.repeats = repeats;
    this.error = Rule.error(tool + "/error", why);
    this.warning = Rule.warning(tool + "/warning", why);
    this.workbench = workbench;
  }

  @Override
  public final String name() {
    return tool;
  }

  @Override
  public final List<String> repeats() {
    return repeats;
  }

  @Override
  public List<Rule> rules() {
    return List.of(error, warning);
  }

  /** Finds the tool, and shows it what there is. */
  @Override
  public final CheckResult run(Lab lab) {
    if (!concerns(lab)) {
      return CheckResult.of("nothing for it here", List.of());
    }
    Optional<String> lacks = lacks(lab);
    if (lacks.isPresent()) {
      return CheckResult.skipped("", lacks.get());
    }
    Found found = workbench.find(tool);
    if (found instanceof Found.Missing missing) {
      return instead(lab, missing);
    }
    return run(lab, (Found.Program) found);
  }

  /**
   * What it needs besides its program and does not have; the program is not even asked for then.
   */
  Optional<String> lacks(Lab lab) {
    return Optional.empty();
  }

  /** What comes of it when the tool is not here. */
  CheckResult instead(Lab lab, Found.Missing missing) {
    return CheckResult.missing(missing.reason(), missing.install());
  }

  /** Shows the program what there is. */
  final CheckResult run(Lab lab, Found.Program program) {
    Session session = new Session();
    try {
      judge(lab, program, workbench.copyOf(lab.tree()), session);
    } catch (HomelabException e) {
      session.skip(e.getMessage().lines().findFirst().orElse(""));
    } catch (UncheckedIOException e) {
      session.skip("the files cannot be copied: " + e.getCause().getMessage());
    }
    return CheckResult.byTool(
        program.version(),
        String.join(", ", session.done),
        session.findings(lab),
        session.skipped.isEmpty()
            ? Optional.empty()
            : Optional.of(String.join("; ", session.skipped)));
  }

  final Workbench workbench() {
    return workbench;
  }

  /** Whether the homelab has anything for this tool. */
  abstract boolean concerns(Lab lab);

  /** Shows it what there is, in this copy. */
  abstract void judge(Lab lab, Found.Program program, Path copy, Session session)
      throws HomelabException;

  /** The rule of a complaint. */
  Rule rule(Complaint complaint) {
    return complaint.error() ? error : warning;
  }

  /** How to mend what it complains of. */
  abstract String fix(Complaint complaint);

  /** A complaint's file as the homelab calls it. */
  String file(Lab lab, Complaint complaint) {
    return complaint.file();
  }

  /** What came of one run. */
  final class Session {

    private final List<String> done = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Complaint> complaints = new ArrayList<>();

    /** Takes a verdict; tells whether it was one without a complaint. */
    boolean add(String what, Verdict verdict) {
      complaints.addAll(verdict.complaints());
      if (verdict.trouble().isPresent()) {
        skip(what + ": " + verdict.trouble().get());
        return false;
      }
      did(what);
      return verdict.complaints().isEmpty();
    }

    /** Whether nothing so far keeps the tool from reading the files. */
    boolean complaintsAreWarnings() {
      return complaints.stream().noneMatch(Complaint::error);
    }

    /** Notes what the tool has looked at. */
    void did(String what) {
      if (!done.contains(what)) {
        done.add(what);
      }
    }

    void complain(Complaint complaint) {
      complaints.add(complaint);
    }

    void skip(String why) {
      skipped.add(why);
    }

    private List<Finding> findings(Lab lab) {
      return complaints.stream().distinct().map(complaint -> finding(lab, complaint)).toList();
    }

    private Finding finding(Lab lab, Complaint complaint) {
      String text =
          complaint.code().isEmpty()
              ? complaint.text()
              : complaint.text() + " (" + complaint.code() + ")";
      Location where =
          new Location(ToolCheck.this.file(lab, complaint), complaint.line(), complaint.column());
      return rule(complaint).at(where, text, fix(complaint));
    }
  }
}
