package dev.homelab.maven.check.hcl.traps;

import dev.homelab.maven.check.hcl.Estate;
import dev.homelab.maven.check.hcl.traps.Providers.Required;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Rule;
import java.util.List;
import java.util.Locale;
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
    return Providers.of(estate).stream()
        .filter(provider -> provider.version().filter(v -> falls(provider, v)).isPresent())
        .map(
            provider ->
                RULE.at(
                    provider.versionAt(),
                    "provider "
                        + provider.source().orElse(provider.name())
                        + " is asked for by a range, \""
                        + provider.version().orElseThrow()
                        + "\", which never chooses a pre-release",
                    telmate(provider)
                        ? "name one exactly: version = \"= 3.0.2-rc09\""
                        : "name the pre-release exactly: version = \"= 1.2.3-rc1\""))
        .distinct()
        .toList();
  }

  private static boolean falls(Required provider, String version) {
    return !EXACT.matcher(version.strip()).matches()
        && (telmate(provider) || PRE_RELEASE.matcher(version).find());
  }

  private static boolean telmate(Required provider) {
    return provider
        .source()
        .filter(s -> s.toLowerCase(Locale.ROOT).endsWith("telmate/proxmox"))
        .isPresent();
  }
}
