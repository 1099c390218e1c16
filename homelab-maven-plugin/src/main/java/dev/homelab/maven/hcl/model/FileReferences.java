package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.eval.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the files that a module names are there. */
final class FileReferences {
  private static final Set<String> READERS =
      Set.of(
          "file",
          "filebase64",
          "templatefile",
          "filemd5",
          "filesha1",
          "filesha256",
          "filesha512",
          "filebase64sha256",
          "filebase64sha512");

  /** Arguments of packer that name files, by the block they stand in. */
  private static final Set<String> ARGUMENTS =
      Set.of(
          "provisioner.script",
          "provisioner.scripts",
          "provisioner.playbook_file",
          "source.http_directory",
          "boot_iso.cd_files",
          "additional_iso_files.cd_files");

  private final HclModule module;
  private final ModuleValues values;

  FileReferences(HclModule module) {
    this.module = module;
    // Whatever the answers are: names of files that depend on them are not judged.
    values = new ModuleValues(module, Map.of());
  }

  void check(List<Finding> findings) {
    for (ReferenceCollector.FunctionCall place : module.calls()) {
      Expression.Call call = place.call();
      if (READERS.contains(call.name()) && !call.arguments().isEmpty()) {
        // Functions look from the folder of the module, in packer, and tofu runs in it.
        check(place.file(), call.arguments().get(0), true, findings);
      }
    }
    if (module.language() == Dialect.PACKER) {
      for (HclFile file : module.files()) {
        for (Block block : file.body().blocks()) {
          check(file, block, findings);
        }
      }
    }
  }

  private void check(HclFile file, Block block, List<Finding> findings) {
    for (Attribute attribute : block.body().attributes()) {
      boolean named =
          ARGUMENTS.contains(block.type() + "." + attribute.name())
              || block.type().equals("provisioner")
                  && attribute.name().equals("source")
                  && "file".equals(block.label(0))
                  && !values.argument(block, "direction").equals(Value.of("download"));
      if (named && attribute.value() instanceof Expression.TupleLiteral tuple) {
        for (Expression item : tuple.items()) {
          check(file, item, false, findings);
        }
      } else if (named) {
        check(file, attribute.value(), false, findings);
      }
    }
    for (Block inner : block.body().blocks()) {
      check(file, inner, findings);
    }
  }

  /**
   * @param fromModule whether a relative name is meant from the folder of the module; otherwise it
   *     is meant from wherever packer is started, which nobody knows here
   */
  private void check(HclFile file, Expression name, boolean fromModule, List<Finding> findings) {
    if (!(values.valueOf(name) instanceof Value.Text text)) {
      return;
    }
    String written = text.text();
    if (written.startsWith("~") || written.contains("{{") || written.isEmpty()) {
      return;
    }
    try {
      Path path = Path.of(written);
      if (!fromModule && !path.isAbsolute()) {
        return;
      }
      Path resolved = module.folder().resolve(path).normalize();
      if (!Files.exists(resolved)) {
        Path folder = module.folder().toAbsolutePath().normalize();
        Path absolute = resolved.toAbsolutePath();
        String shown =
            (absolute.getRoot().equals(folder.getRoot()) ? folder.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
        findings.add(
            HclRules.MISSING_FILE.at(
                file.range(name),
                "there is no file \""
                    + shown
                    + "\" in the folder of this "
                    + (module.language() == Dialect.PACKER ? "image" : "module"),
                "create it, or correct the name"));
      }
    } catch (InvalidPathException e) {
      // Not a name that this system can have; what packer makes of it is not known here.
    }
  }
}
