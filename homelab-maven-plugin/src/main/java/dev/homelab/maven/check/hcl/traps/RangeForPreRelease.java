package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.traps.Providers.Required;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of releases for a provider that has pre-releases only, or a range with one in it. */
final class RangeForPreRelease implements Trap {

  static final Rule RULE =
      Rule.error(
          "hcl/range-for-pre-release",
          "tofu takes a pre-release only by its exact version. A range falls back to the last full release: for telmate/proxmox that is 2.9.14, which crashes on Proxmox VE 8 and 9.");

  private static final Pattern EXACT =
      Pattern.compile("=?\\s*v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");
  private static final Pattern PRE_RELEASE = Pattern.compile("\\d-[0-9A-Za-z]");

  @Override
  public Rule rule() {
    return RULE;
  }

  @Override
  public List<Finding> look(Estate estate) {
    List<Finding> findings = new ArrayList<>();
    for (Required provider : Providers.of(estate)) {
      Optional<String> version = provider.version();
      if (version.isPresent() && falls(provider, version.get())) {
        findings.add(
            RULE.at(
                provider.versionAt(),
                "provider "
                    + provider.source().orElse(provider.name())
                    + " is asked for by a range, \""
                    + version.get()
                    + "\", which never chooses a pre-release",
                telmate(provider)
                    ? "name one exactly: version = \"= 3.0.2-rc09\""
                    : "name the pre-release exactly: version = \"= 1.2.3-rc1\""));
      }
    }
    return findings;
  }

  private static boolean falls(Required provider, String version) {
    return !EXACT.matcher(version.strip()).matches()
        && (telmate(provider) || PRE_RELEASE.matcher(version).find());
  }

  private static boolean telmate(Required provider) {
    Optional<String> source = provider.source();
    return source.isPresent() && source.get().toLowerCase(Locale.ROOT).endsWith("telmate/proxmox");
  }
}
