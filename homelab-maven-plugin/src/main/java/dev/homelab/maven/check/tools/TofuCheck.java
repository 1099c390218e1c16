package dev.homelab.maven.check.tools;

import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Tofu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** tofu fmt, and tofu validate of each environment whose providers are at hand. */
final class TofuCheck extends ToolCheck {

  private static final String FOLDER = "terraform";
  private static final String ENVIRONMENTS = "terraform/envs";

  TofuCheck(Workbench workbench) {
    super(
        "tofu",
        List.of("hcl", "text"),
        "tofu refuses it, so no machine can be made or changed.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return lab.tree().filesBelow(FOLDER).stream().anyMatch(file -> file.endsWith(".tf"));
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    Tofu tofu = new Tofu(program, workbench().runner(), settings(workbench().environment()));
    if (!session.add("fmt", tofu.fmt(copy, FOLDER)) && !session.complaintsAreWarnings()) {
      return; // it cannot read a file: validate would say the same once more
    }
    for (String name : lab.tree().foldersIn(ENVIRONMENTS)) {
      String environment = ENVIRONMENTS + "/" + name;
      Optional<Path> providers = providers(lab, environment);
      if (providers.isPresent()) {
        session.add("validate", tofu.validate(copy, environment, providers.get(), address(lab)));
      } else {
        session.skip("validate needs the provider: make tf-init ENV=" + name);
      }
    }
  }

  /** To look at files, tofu needs no variable, no key of a backend and no passphrase of a state. */
  private static Map<String, String> settings(Map<String, String> environment) {
    Map<String, String> settings = new HashMap<>(environment);
    settings.keySet().retainAll(Set.of("TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"));
    return settings;
  }

  private static String address(Lab lab) {
    return lab.answers().value("proxmox_url").orElse("https://localhost:8006/api2/json");
  }

  private Optional<Path> providers(Lab lab, String environment) {
    Optional<Path> given =
        workbench()
            .supplies()
            .plugins()
            .filter(
                folder ->
                    Files.isDirectory(folder.resolve("registry.opentofu.org"))
                        || Files.isDirectory(folder.resolve("registry.terraform.io")));
    Path initialised = lab.tree().root().resolve(environment).resolve(".terraform/providers");
    return given.or(() -> Optional.of(initialised).filter(Files::isDirectory));
  }

  @Override
  String fix(Complaint complaint) {
    return complaint.error()
        ? "mend it, and see that tofu validate is content"
        : complaint.text().contains("tofu fmt")
            ? "tofu fmt " + complaint.file()
            : "change it as the message says";
  }
}
