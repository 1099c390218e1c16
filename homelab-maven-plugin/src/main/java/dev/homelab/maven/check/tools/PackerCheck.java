package dev.homelab.maven.check.tools;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.tool.Complaint;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Packer;
import dev.homelab.maven.tool.Verdict;
import dev.homelab.maven.tree.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** packer fmt, and packer validate as far as it gets without a network. */
final class PackerCheck extends ToolCheck {

  private static final String FOLDER = "packer";
  private static final String SHARED = "common.pkr.hcl";

  private static final String HOME = System.getProperty("user.home");

  /** Looks like one, and opens nothing. */
  private static final String TOKEN = "00000000-0000-0000-0000-000000000000";

  PackerCheck(Workbench workbench) {
    super(
        "packer",
        List.of("hcl", "text"),
        "packer refuses it, so no image can be built.",
        workbench);
  }

  @Override
  boolean concerns(Lab lab) {
    return lab.tree().filesBelow(FOLDER).stream().anyMatch(file -> file.endsWith(".pkr.hcl"));
  }

  @Override
  void judge(Lab lab, Found.Program program, Path copy, Session session) throws HomelabException {
    Map<String, String> environment = new HashMap<>(workbench().environment());
    workbench()
        .supplies()
        .plugins()
        .filter(folder -> Files.isDirectory(folder.resolve("github.com/hashicorp/proxmox")))
        .ifPresent(folder -> environment.put("PACKER_PLUGIN_PATH", folder.toString()));
    Packer packer = new Packer(program, workbench().runner(), environment);
    if (!session.add("fmt", packer.fmt(copy, FOLDER)) && !session.complaintsAreWarnings()) {
      return; // it cannot read a file: validate would say the same once more
    }
    for (String image : images(lab)) {
      share(copy, image);
      if (lab.answers().all().stream().anyMatch(Answer::unanswered)) {
        session.add("validate -syntax-only", packer.validateSyntax(copy, image));
        session.skip("validate needs the answers that are missing");
        continue;
      }
      Optional<Verdict> verdict = packer.validate(copy, image, variables(lab, copy), TOKEN);
      if (verdict.isPresent()) {
        session.add("validate", verdict.get());
      } else {
        session.add("validate -syntax-only", packer.validateSyntax(copy, image));
        session.skip("validate needs the plugin: packer init " + image);
      }
    }
  }

  /** Every folder with a template of its own. */
  private static List<String> images(Lab lab) {
    return lab.tree().filesBelow(FOLDER).stream()
        .filter(file -> file.endsWith(".pkr.hcl"))
        .map(SourceFile::folder)
        .filter(folder -> !folder.equals(FOLDER))
        .distinct()
        .toList();
  }

  /** packer reads one folder, so that the shared file is linked or copied into each. */
  private static void share(Path copy, String image) {
    Path shared = copy.resolve(FOLDER).resolve(SHARED);
    Path here = copy.resolve(image).resolve(SHARED);
    try {
      if (Files.exists(shared) && !Files.exists(here)) {
        Files.copy(shared, here);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> variables(Lab lab, Path copy) {
    Map<String, String> variables = new HashMap<>();
    lab.answers().all().forEach(a -> variables.put("PKR_VAR_" + a.key(), a.value()));
    // packer would fetch the file of checksums even to validate: any checksum takes its place.
    variables.computeIfPresent(
        "PKR_VAR_alma_iso_checksum",
        (name, value) -> value.startsWith("file:") ? "sha256:" + "0".repeat(64) : value);
    // It wants the key too, which is on the machine that builds and need not be on this one.
    variables.computeIfPresent(
        "PKR_VAR_ssh_private_key_file",
        (name, value) -> Files.exists(expanded(value)) ? value : anyKey(copy).toString());
    return variables;
  }

  private static Path expanded(String file) {
    return Path.of(file.replaceFirst("^~(?=/|$)", Matcher.quoteReplacement(HOME)));
  }

  /** A new one, which opens nothing. */
  private static Path anyKey(Path folder) {
    try {
      byte[] key =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
      return Files.writeString(
          folder.resolve("any.key"),
          "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
              .formatted("PRIVATE KEY", Base64.getMimeEncoder().encodeToString(key)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK since 15 has it
    }
  }

  @Override
  String file(Lab lab, Complaint complaint) {
    boolean shared = complaint.file().endsWith("/" + SHARED);
    return shared && lab.tree().file(complaint.file()).isEmpty()
        ? FOLDER + "/" + SHARED
        : complaint.file();
  }

  @Override
  String fix(Complaint complaint) {
    return complaint.error()
        ? "mend it, and see that packer validate is content"
        : "packer fmt " + complaint.file();
  }
}
