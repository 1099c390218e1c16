package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.TofuState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who would miss a template: linked clones of it, and environments whose machine names it. */
final class TemplateUse {

  private final Hypervisor hypervisor;
  private final Path root;

  TemplateUse(Hypervisor hypervisor, Path root) {
    this.hypervisor = hypervisor;
    this.root = root;
  }

  /** In words; empty when nobody would. */
  List<String> of(Guest template) throws HomelabException {
    List<String> users = new ArrayList<>();
    for (Guest clone : hypervisor.linkedClones(template)) {
      users.add(clone + ", a linked clone");
    }
    Path environments = root.resolve("terraform/envs");
    if (!Files.isDirectory(environments)) {
      return users;
    }
    try (Stream<Path> folders = Files.list(environments)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        TofuState state = TofuState.in(folder);
        if (!state.readable()) {
          users.add(
              "environment " + folder.getFileName() + ", perhaps: its state cannot be read here");
        } else if (state.machines().stream()
            .anyMatch(machine -> machine.clonedFrom().equals(template.name()))) {
          users.add("the machine of environment " + folder.getFileName());
        }
      }
    } catch (IOException e) {
      users.add("environments that cannot be listed, perhaps");
    }
    return users;
  }
}
