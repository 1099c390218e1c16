package dev.homelab.maven.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link ToolCatalog} and what tools.yaml says. */
class ToolCatalogTest {

  private static final List<String> PLATFORMS =
      List.of("linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64");

  private final ToolCatalog catalog = ToolCatalog.load();

  @Test
  void pinsAChecksumForEachDownloadAndTakesTheVersionItPins() {
    for (Tool tool : catalog.tools()) {
      tool.downloads()
          .forEach(
              (platform, downloads) -> {
                assertTrue(PLATFORMS.contains(platform), platform);
                for (Download download : downloads) {
                  assertTrue(download.sha256().matches("[0-9a-f]{64}"), tool + " " + platform);
                  assertTrue(tool.accepts(download.version()), tool.name());
                  assertEquals("https", download.url().map(u -> u.getScheme()).orElse("https"));
                }
              });
    }
  }

  @Test
  void hasNoChecksumTwice() {
    List<String> checksums =
        catalog.tools().stream()
            .flatMap(tool -> tool.downloads().values().stream())
            .flatMap(List::stream)
            .filter(download -> download.url().isPresent())
            .map(Download::sha256)
            .toList();

    assertEquals(Set.copyOf(checksums).size(), checksums.size());
  }

  @Test
  void fetchesTheMainToolsOnEveryPlatform() {
    for (String tool : List.of("packer", "tofu", "kustomize", "kubectl", "helm", "shellcheck")) {
      for (String platform : PLATFORMS) {
        assertTrue(catalog.tool(tool).downloads().containsKey(platform), tool + " " + platform);
      }
    }
  }

  @Test
  void saysForEachToolHowToGetIt() {
    for (Tool tool : catalog.tools()) {
      boolean somewhere = tool.install().containsKey("url") || tool.install().containsKey("pipx");
      assertTrue(somewhere, tool.name());
      tool.install().keySet().stream()
          .filter(manager -> !manager.equals("url"))
          .forEach(manager -> assertTrue(catalog.managers().containsKey(manager), manager));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "packer, Packer v1.16.0, 1.16.0",
    "tofu, OpenTofu v1.13.0-beta1, 1.13.0-beta1",
    "kustomize, v5.8.1, 5.8.1",
    "kubectl, Client Version: v1.36.3, 1.36.3",
    "helm, v3.17.2+gcc0bbbd, 3.17.2",
    "shellcheck, version: 0.11.0, 0.11.0",
    "shfmt, v3.14.1, 3.14.1",
    "shfmt, 3.8.0, 3.8.0",
    "yamllint, yamllint 1.38.0, 1.38.0",
    "ksvalidator, RHEL8 RHEL9, RHEL9",
    "make, GNU Make 4.3, 4.3",
  })
  void findsTheVersionInWhatAToolPrints(String tool, String printed, String version) {
    Optional<Version> found = catalog.tool(tool).version(printed);

    assertEquals(Optional.of(new Version(version)), found);
    assertTrue(catalog.tool(tool).accepts(found.get()));
  }

  @Test
  void comparesVersionsByTheirNumbers() {
    assertTrue(new Version("1.9.0").compareTo(new Version("1.10.0")) < 0);
    assertTrue(new Version("2.0.0-rc1").compareTo(new Version("2")) == 0);
    assertTrue(new Version("nightly").compareTo(new Version("0.1")) < 0);
  }

  @Test
  void saysWhatIsMissingInTheFile() {
    String yaml = "managers: {}\ntools: [{name: packer}]\n";

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> ToolCatalog.read(new ByteArrayInputStream(yaml.getBytes())));

    assertEquals("tools.yaml: no answer in {}", refused.getMessage());
  }
}
