package dev.homelab.maven.check.secrets;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.kubernetes.PlainSecrets;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tree.SourceFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks every file for secrets: by its name, by what secrets look like, by what is set to what. */
public final class SecretsCheck implements Check {

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        FileNames.ENV_FILE,
        FileNames.STATE,
        FileNames.KUBECONFIG,
        KnownSecrets.PRIVATE_KEY,
        KnownSecrets.PROXMOX_TOKEN,
        KnownSecrets.TOKEN,
        KnownSecrets.URL_PASSWORD,
        Assignments.PASSWORD);
  }

  @Override
  public CheckResult run(Lab lab) {
    List<Finding> findings = new ArrayList<>();
    int looked = 0;
    for (SourceFile file : lab.tree().files()) {
      if (file.bytes().isPresent()) {
        looked++;
        findings.addAll(judge(file));
      }
    }
    return CheckResult.of(CheckResult.count(looked, "file"), withoutEchoes(findings, lab));
  }

  /** Passwords in a Secret are told by the check of Kubernetes, which knows it for one. */
  private static List<Finding> withoutEchoes(List<Finding> findings, Lab lab) {
    boolean passwords = false;
    for (Finding finding : findings) {
      passwords |= finding.rule() == Assignments.PASSWORD;
    }
    if (!passwords) {
      return findings;
    }
    Set<Location> told = PlainSecrets.lines(lab);
    List<Finding> rest = new ArrayList<>();
    for (Finding finding : findings) {
      Location line = Location.of(finding.where().file(), finding.where().line());
      if (finding.rule() != Assignments.PASSWORD || !told.contains(line)) {
        rest.add(finding);
      }
    }
    return rest;
  }

  private static List<Finding> judge(SourceFile file) {
    Found found = new Found(file, text(file));
    KnownSecrets.search(found);
    if (file.text().isPresent()) {
      Assignments.search(found);
    }
    List<Finding> findings = new ArrayList<>(found.findings());
    FileNames.judge(file, found).ifPresent(findings::add);
    return findings;
  }

  /** Keys are ASCII: in any other encoding they can still be seen. */
  private static String text(SourceFile file) {
    return file.text()
        .orElseGet(
            () -> {
              byte[] bytes = file.bytes().orElseThrow();
              return new String(bytes, looksLikeUtf16(bytes));
            });
  }

  private static Charset looksLikeUtf16(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    return mark == 0xfffe || mark == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
  }
}
