package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.answers.Question;
import dev.homelab.maven.tool.TofuState;
import java.nio.file.Path;
import java.util.Optional;

/** Where an environment's machine is: as tofu has built it; before that, as it is planned. */
final class MachineAddress {

  private MachineAddress() {}

  static String of(Path root, String environment, Answers answers) {
    TofuState state = TofuState.in(root.resolve("terraform/envs").resolve(environment));
    return Optional.ofNullable(state.outputs().get("ip_address"))
        .orElseGet(
            () ->
                answers
                    .value("node_ip")
                    .or(() -> Question.of("node_ip").flatMap(Question::standard))
                    .orElseThrow()
                    .replaceFirst("/.*", ""));
  }
}
