package dev.homelab.maven.check.doctor;

import dev.homelab.maven.check.CheckResult;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.proxmox.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks about the storage of the cloud-init snippet, where a tfvars file names one. */
final class SnippetStorage extends StorageQuestion {

  private static final Pattern SETTING =
      Pattern.compile("\\s*user_data\\s*=\\s*\"([\\w.-]+):snippets/[^\"]+\".*");

  private static final long MOST_BYTES = 1 << 20;

  SnippetStorage(World world) {
    super("snippets", world);
  }

  @Override
  List<Rule> ownRules() {
    return List.of(NO_STORAGE, INACTIVE, WRONG_CONTENT);
  }

  @Override
  String content() {
    return "snippets";
  }

  @Override
  String shownContent() {
    return "Snippets";
  }

  @Override
  List<Finding> more(Lab lab, Given given, Storage storage) {
    return List.of();
  }

  @Override
  CheckResult ask(Lab lab, Given given) throws HomelabException {
    // The more special file wins, as make gives them to tofu.
    for (String file :
        List.of(
            "terraform/envs/" + lab.environment() + "/terraform.tfvars",
            "terraform/globals.tfvars")) {
      List<String> lines = lines(lab.tree().root().resolve(file));
      for (int i = 0; i < lines.size(); i++) {
        Matcher setting = SETTING.matcher(lines.get(i));
        if (setting.matches()) {
          Location where = new Location(file, i + 1, setting.start(1) + 1);
          return ask(lab, given, setting.group(1), where);
        }
      }
    }
    return CheckResult.of("none used", List.of());
  }

  /** The file is not one of git's, and so not in the tree. */
  private static List<String> lines(Path file) {
    try {
      return Optional.of(file).filter(Files::isRegularFile).isPresent()
              && Files.size(file) <= MOST_BYTES
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      return List.of(); // tofu will say it
    }
  }
}
