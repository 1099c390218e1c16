package dev.homelab.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages go downward only, as their package-info says. */
class ArchitectureTest {

  private static final String BASE = "dev.homelab.maven";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void packagesTouchOnlyWhatLiesBelowThem() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("mojo")
        .definedBy(BASE + ".mojo..")
        .layer("flow")
        .definedBy(BASE + ".flow..")
        .layer("report")
        .definedBy(BASE + ".report..")
        .layer("check")
        .definedBy(BASE + ".check..")
        .layer("simulator")
        .definedBy(BASE + ".simulator..")
        .layer("proxmox")
        .definedBy(BASE + ".proxmox..")
        .layer("credentials")
        .definedBy(BASE + ".credentials..")
        .layer("ssh")
        .definedBy(BASE + ".ssh..")
        .layer("cluster")
        .definedBy(BASE + ".cluster..")
        .layer("state")
        .definedBy(BASE + ".state..")
        .layer("answers")
        .definedBy(BASE + ".answers..")
        .layer("hcl")
        .definedBy(BASE + ".hcl..")
        .layer("tree")
        .definedBy(BASE + ".tree..")
        .layer("tool")
        .definedBy(BASE + ".tool..")
        .layer("process")
        .definedBy(BASE + ".process..")
        .layer("problem")
        .definedBy(BASE + ".problem..")
        .whereLayer("mojo")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("flow")
        .mayOnlyBeAccessedByLayers("mojo")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("mojo", "flow")
        .whereLayer("check")
        .mayOnlyBeAccessedByLayers("flow")
        .whereLayer("simulator")
        .mayOnlyBeAccessedByLayers("flow")
        .whereLayer("proxmox")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check", "credentials")
        .whereLayer("credentials")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check")
        .whereLayer("ssh")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check")
        .whereLayer("cluster")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check")
        .whereLayer("state")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "report", "check", "tool", "ssh")
        .whereLayer("answers")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check")
        .whereLayer("hcl")
        .mayOnlyBeAccessedByLayers("flow", "check")
        .whereLayer("tree")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check", "answers")
        .whereLayer("tool")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("mojo", "flow", "check", "tool", "credentials", "simulator")
        .check(CLASSES);
  }

  @Test
  void onlyTheRunnerStartsProcesses() {
    noClasses()
        .that()
        .haveNameNotMatching(Pattern.quote(BASE + ".process.Runner") + "(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CLASSES);
  }

  @Test
  void onlyTheGoalsKnowMaven() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + ".mojo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..")
        .check(CLASSES);
  }

  @Test
  void theHclEngineKnowsNothingOfHomelabs() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".hcl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            BASE + ".check..", BASE + ".answers..", BASE + ".tree..", BASE + ".report..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void problemsDependOnNothing() {
    classes()
        .that()
        .resideInAPackage(BASE + ".problem..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(BASE + ".problem..", "java..")
        .check(CLASSES);
  }

  @Test
  void noPackageIsPartOfACycle() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    Path sources = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> silent =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();

      assertEquals(List.of(), silent);
    }
  }
}
