package dev.homelab.maven.simulator;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The wire knows no Proxmox, the state no wire. */
class SimulatorLayersTest {

  private static final String BASE = "dev.homelab.maven.simulator";

  @Test
  void packagesTouchOnlyWhatLiesBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("simulator")
        .definedBy(BASE)
        .layer("pages")
        .definedBy(BASE + ".pages")
        .layer("http")
        .definedBy(BASE + ".http")
        .layer("state")
        .definedBy(BASE + ".state")
        .whereLayer("simulator")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("pages")
        .mayOnlyBeAccessedByLayers("simulator")
        .whereLayer("http")
        .mayOnlyBeAccessedByLayers("simulator", "pages")
        .whereLayer("state")
        .mayOnlyBeAccessedByLayers("simulator", "pages")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(BASE));
  }
}
