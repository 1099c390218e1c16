package dev.homelab.maven.check.hcl;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.hcl.Estate.Instance;
import dev.homelab.maven.hcl.HclRule;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.model.HclRules;
import dev.homelab.maven.hcl.model.ModuleValues.Refusal;
import dev.homelab.maven.hcl.schema.SchemaCheck;
import dev.homelab.maven.hcl.schema.SchemaRules;
import dev.homelab.maven.problem.DidYouMean;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks what the files of each folder mean together, and with the values they are given. */
final class Meaning {

  private static final String UNUSED = "hcl/unused";
  private static final String VALIDATION = "hcl/validation";
  private static final String TYPE = "hcl/type";
  private static final String NO_VALUE = "hcl/no-value";

  private final Estate estate;
  private final Set<Finding> findings = new LinkedHashSet<>();

  /** Whether answers are wrong by themselves; what follows from them is not told twice. */
  private final boolean wrongAnswers;

  private Meaning(Estate estate, Answers answers) {
    this.estate = estate;
    wrongAnswers = !answers.findings().isEmpty();
  }

  static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (HclRule rule : HclRules.ALL) {
      rules.add(Rules.of(rule));
    }
    for (HclRule rule : SchemaRules.ALL) {
      rules.add(Rules.of(rule));
    }
    return rules;
  }

  static List<Finding> judge(Estate estate, Answers answers) {
    Meaning meaning = new Meaning(estate, answers);
    meaning.configurations();
    for (dev.homelab.maven.hcl.Finding finding : estate.calls()) {
      meaning.call(finding);
    }
    for (Instance image : estate.images()) {
      meaning.values(image);
    }
    for (Instance machine : estate.machines()) {
      meaning.values(machine);
    }
    for (Map.Entry<Configuration, Overrides> overrides : estate.overrides().entrySet()) {
      meaning.settings(overrides.getKey(), overrides.getValue());
    }
    return meaning.withoutEchoes();
  }

  /** What cannot be worked out because of what the same line was already told of. */
  private List<Finding> withoutEchoes() {
    Set<Location> told = new HashSet<>();
    for (Finding finding : findings) {
      if (!finding.rule().id().equals(NO_VALUE)) {
        told.add(line(finding));
      }
    }
    List<Finding> rest = new ArrayList<>();
    for (Finding finding : findings) {
      if (!finding.rule().id().equals(NO_VALUE) || !told.contains(line(finding))) {
        rest.add(finding);
      }
    }
    return rest;
  }

  private static Location line(Finding finding) {
    return Location.of(finding.where().file(), finding.where().line());
  }

  /** A file that several folders share is told of once, and of what all of them leave unused. */
  private void configurations() {
    Set<Configuration> all = estate.configurations();
    Map<dev.homelab.maven.hcl.Finding, Integer> times = new HashMap<>();
    for (Configuration configuration : all) {
      for (dev.homelab.maven.hcl.Finding finding : configuration.module().findings()) {
        if (!finding.rule().id().equals(UNUSED)
            || times.merge(finding, 1, Integer::sum) == readers(finding.range().file(), all)) {
          findings.add(Rules.of(finding));
        }
      }
    }
  }

  private static int readers(String file, Set<Configuration> configurations) {
    int readers = 0;
    for (Configuration configuration : configurations) {
      for (HclSource source : configuration.sources()) {
        readers += source.path().equals(file) ? 1 : 0;
      }
    }
    return readers;
  }

  private void call(dev.homelab.maven.hcl.Finding finding) {
    Location where = Rules.location(finding);
    Optional<Origin> origin = estate.argument(where);
    boolean ofValue = finding.rule().id().equals(VALIDATION) || finding.rule().id().equals(TYPE);
    if (origin.isEmpty() || !ofValue) {
      findings.add(Rules.of(finding));
    } else if (!wrongAnswers || origin.get().answer().isEmpty()) {
      findings.add(Rules.of(finding, origin.get().where()));
    }
  }

  private void values(Instance instance) {
    for (dev.homelab.maven.hcl.Finding f : SchemaCheck.check(instance.scope().values())) {
      findings.add(Rules.of(f));
    }
    if (instance.isRoot()) {
      for (Refusal refusal : instance.scope().values().refusals()) {
        Optional<Origin> origin = instance.scope().variable(refusal.variable());
        if (origin.isPresent() && (!wrongAnswers || origin.get().answer().isEmpty())) {
          refused(refusal, origin.get().where());
        }
      }
    }
    // Wrong answers make expressions fail that are sound.
    if (!wrongAnswers) {
      for (dev.homelab.maven.hcl.Finding failure : instance.scope().values().failures()) {
        findings.add(Rules.of(failure));
      }
    }
  }

  private void refused(Refusal refusal, Location where) {
    findings.add(
        Rules.of(HclRules.VALIDATION)
            .at(
                where,
                refusal.message(),
                "change the value; the rule is at " + refusal.condition()));
  }

  private void settings(Configuration configuration, Overrides overrides) {
    List<String> known = new ArrayList<>(configuration.variables().keySet());
    for (HclSource file : overrides.files()) {
      findings.addAll(Syntax.judge(file));
      for (Attribute setting : file.file().body().attributes()) {
        // What all environments share need not be for each of them.
        if (!known.contains(setting.name()) && !file.path().equals(Overrides.SHARED)) {
          findings.add(
              Rules.of(HclRules.UNKNOWN_SETTING)
                  .at(
                      file.at(setting),
                      "no variable is called \"" + setting.name() + "\", so nobody reads this",
                      DidYouMean.among(known, setting.name())
                          .map(name -> "did you mean \"" + name + "\"?")
                          .orElse("remove it, or declare the variable")));
        }
      }
    }
  }
}
