package dev.homelab.maven.check.shell;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks whether the scripts say their shell, stop at the first failure, can be run, and parse. */
public final class ShellCheck implements Check {

  private final Map<String, String> environment;

  /** Looks for bash on the PATH of this process. */
  public ShellCheck() {
    this(System.getenv());
  }

  ShellCheck(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return "shell";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Shebang.MISSING,
        Shebang.ODD,
        Shebang.NOT_EXECUTABLE,
        StrictMode.MISSING,
        BashSyntax.SYNTAX);
  }

  @Override
  public CheckResult run(Lab lab) {
    List<Script> scripts = Script.in(lab.tree());
    boolean runBits = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    List<Finding> findings = new ArrayList<>();
    for (Script script : scripts) {
      findings.addAll(Shebang.judge(script, runBits));
      StrictMode.judge(script).ifPresent(findings::add);
    }
    Path root = lab.tree().root();
    BashSyntax.Verdict bash =
        BashSyntax.find(environment)
            .map(b -> b.judge(root, scripts))
            .orElse(new BashSyntax.Verdict(List.of(), "no bash here to parse them"));
    findings.addAll(bash.findings());
    return CheckResult.of(
        CheckResult.count(scripts.size(), "script") + (scripts.isEmpty() ? "" : ", " + bash.said()),
        findings);
  }
}
