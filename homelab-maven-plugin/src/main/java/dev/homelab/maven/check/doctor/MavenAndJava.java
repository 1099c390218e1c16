package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.Check;
import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.tool.Version;
import java.util.ArrayList;
import java.util.List;

/** Asks whether this Maven and this Java are ones the plugin is tested with. */
final class MavenAndJava implements Check {

  static final Rule OLD_MAVEN =
      Rule.error("doctor/old-maven", "The plugin calls parts of Maven that older ones lack.");
  static final Rule OLD_JAVA =
      Rule.error("doctor/old-java", "The plugin is made for Java 17; older ones cannot load it.");

  private static final Version MAVEN = new Version("3.8.7");
  private static final Version JAVA = new Version("17");
  private static final Location POM = Location.of("pom.xml");

  private final World world;

  MavenAndJava(World world) {
    this.world = world;
  }

  @Override
  public String name() {
    return "maven";
  }

  @Override
  public List<Rule> rules() {
    return List.of(OLD_MAVEN, OLD_JAVA);
  }

  @Override
  public CheckResult run(Lab lab) {
    String maven = world.machine().maven();
    String java = world.machine().java();
    List<Finding> findings = new ArrayList<>();
    if (new Version(maven).isBefore(MAVEN)) {
      findings.add(
          OLD_MAVEN.at(POM, "this is Maven " + maven, "install Maven " + MAVEN + " or newer"));
    }
    if (new Version(java).isBefore(JAVA)) {
      findings.add(
          OLD_JAVA.at(
              POM, "this is Java " + java, "let JAVA_HOME name a JDK of " + JAVA + " or newer"));
    }
    return CheckResult.of(maven + ", Java " + java, findings);
  }
}
