package dev.homelab.maven.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code packer build -machine-readable} prints, a line at a time: {@code
 * timestamp,target,type,data...}.
 *
 * <p>Out of hundreds of lines it makes one for each phase, and keeps those that say why a build has
 * failed.
 */
final class PackerEvents {

  private static final int PARTS = 5;
  private static final Pattern SAID = Pattern.compile("(?:==> |--> )?(?:([^:\\s]+): )?(.*)");
  private static final Pattern SCRIPT =
      Pattern.compile("Provisioning with shell script: (?:.*[/\\\\])?([^/\\\\]+)");

  /** How packer and its proxmox plugin begin to speak of a phase. */
  private static final Map<String, String> PHASES = new LinkedHashMap<>();

  static {
    PHASES.put("Retrieving ISO", "ISO download");
    PHASES.put("Creating VM", "building machine");
    PHASES.put("Typing the boot command", "booting the installer");
    PHASES.put("Waiting for SSH", "installing, until SSH answers");
    PHASES.put("Connected to SSH", "installed");
    PHASES.put("Stopping VM", "shutting down");
    PHASES.put("Converting VM to template", "converting to a template");
    PHASES.put("Running post-processor", "manifest");
  }

  private final Consumer<String> progress;
  private final Set<String> errors = new LinkedHashSet<>();
  private final Set<String> shown = new LinkedHashSet<>();
  private final List<String> told = new ArrayList<>();

  PackerEvents(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Takes the next line; both of packer's streams may have one. */
  synchronized void line(String line) {
    String[] parts = line.split(",", PARTS);
    if (parts.length < 4 || !parts[0].matches("\\d+")) {
      return; // a plugin that died, or a warning of before the build: the log has it
    }
    if (parts[2].equals("ui")) {
      String text = decoded(parts.length == PARTS ? parts[4] : "");
      if (parts[3].equals("error")) {
        text.lines().map(PackerEvents::bare).filter(l -> !l.isEmpty()).forEach(shown::add);
      } else {
        phase(bare(text)).ifPresent(this::tell);
      }
    } else if (parts[2].equals("error")) {
      String text = decoded(line.split(",", 4)[3]);
      text.lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(errors::add);
    }
  }

  private void tell(String phase) {
    if (told.isEmpty() || !told.get(told.size() - 1).equals(phase)) {
      told.add(phase);
      progress.accept(phase);
    }
  }

  private static Optional<String> phase(String said) {
    Matcher script = SCRIPT.matcher(said);
    if (script.matches()) {
      // packer's own name for the lines of an inline script says nothing.
      String name = script.group(1).matches("packer-shell\\d+") ? "inline script" : script.group(1);
      return Optional.of("provisioning by " + name);
    }
    return PHASES.entrySet().stream()
        .filter(phase -> said.startsWith(phase.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Why it failed: what packer calls the error of a build, or else all that it has shown as one.
   */
  synchronized List<String> decisive() {
    return List.copyOf(errors.isEmpty() ? shown : errors);
  }

  /** Without the arrow and the name of the source before it. */
  private static String bare(String said) {
    Matcher matcher = SAID.matcher(said.strip());
    return matcher.matches() && isSource(matcher.group(1))
        ? matcher.group(2).strip()
        : said.strip();
  }

  private static boolean isSource(String name) {
    return name == null || name.matches("[\\w-]+\\.[\\w-]+");
  }

  private static String decoded(String data) {
    return data.replace("%!(PACKER_COMMA)", ",").replace("\\n", "\n").replace("\\r", "\r");
  }
}
