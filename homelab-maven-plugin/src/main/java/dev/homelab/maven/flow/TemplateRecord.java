package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.state.Fingerprint;
import dev.homelab.maven.state.Memory;
import dev.homelab.maven.state.StateFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of how a template was made: in {@code .homelab}, part by part, and as one number in
 * the template's own notes, where another computer finds it too.
 */
final class TemplateRecord {

  private static final Pattern NOTE = Pattern.compile("(?m)^homelab: ([0-9a-f]{64})\\s*$");
  private static final String STATE = "state";
  private static final String BUILDING = "building";

  private final Path file;
  private final String name;

  TemplateRecord(StateFolder state, String name) {
    this.file = state.file("images", name.replaceAll("[^A-Za-z0-9._-]", "_") + ".json");
    this.name = name;
  }

  /** The template's. */
  String name() {
    return name;
  }

  Memory memory() {
    return Memory.read(file);
  }

  /** Whether a build of it was begun and not seen to its end. */
  boolean unfinished() {
    return memory().note(STATE).equals(Optional.of(BUILDING));
  }

  void building(Fingerprint fingerprint) throws HomelabException {
    Memory.write(file, fingerprint, Map.of(STATE, BUILDING));
  }

  /** Notes it here and there; there only when it is not noted yet. */
  void built(Hypervisor hypervisor, Guest template, Fingerprint fingerprint)
      throws HomelabException {
    String description = hypervisor.description(template);
    if (!noted(description).equals(Optional.of(fingerprint.digest()))) {
      String before = NOTE.matcher(description).replaceAll("").strip();
      hypervisor.describe(template, before + "\n\nhomelab: " + fingerprint.digest() + "\n");
    }
    Memory.write(
        file,
        fingerprint,
        Map.of(
            STATE,
            "built",
            "template",
            name,
            "vmid",
            Integer.toString(template.vmid()),
            "node",
            template.node()));
  }

  /** The number in a template's notes. */
  static Optional<String> noted(String description) {
    Matcher matcher = NOTE.matcher(description);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
