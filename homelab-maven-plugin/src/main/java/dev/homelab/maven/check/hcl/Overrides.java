package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.hcl.model.ModuleValues;
import dev.homelab.maven.tree.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of values that make, Maven and the tools themselves read in a folder. They win over the
 * answers. git ignores them; but what they say is what happens.
 */
final class Overrides {

  /** Shared by all environments; make gives it to tofu. */
  static final String SHARED = "terraform/globals.tfvars";

  private final List<HclSource> files = new ArrayList<>();
  private final Map<String, Origin> origins = new HashMap<>();

  private Overrides() {}

  static Overrides packer(Path root, String folder) {
    Overrides overrides = new Overrides();
    overrides.readAll(root, folder, ".auto.pkrvars.hcl");
    return overrides;
  }

  static Overrides tofu(Path root, String folder) {
    Overrides overrides = new Overrides();
    overrides.readAll(root, folder, ".auto.tfvars");
    overrides.read(root, SHARED);
    overrides.read(root, folder + "/terraform.tfvars");
    return overrides;
  }

  /** The files, the one that wins last. */
  List<HclSource> files() {
    return files;
  }

  /** Where they give a value to a variable, if they do. */
  Optional<Origin> origin(String variable) {
    return Optional.ofNullable(origins.get(variable));
  }

  private void readAll(Path root, String folder, String ending) {
    List<String> paths = new ArrayList<>();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path file : inside) {
        String path = folder + "/" + file.getFileName();
        if (path.endsWith(ending)) {
          paths.add(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A folder that cannot be listed is told by the check of the tree.
    }
    Collections.sort(paths);
    for (String path : paths) {
      read(root, path);
    }
  }

  private void read(Path root, String path) {
    Path file = root.resolve(path);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > SourceFile.MAX_BYTES) {
        return;
      }
      HclSource source = HclSource.parse(path, Files.readAllBytes(file));
      Map<String, Value> values = ModuleValues.settings(source.file());
      files.add(source);
      for (Attribute attribute : source.file().body().attributes()) {
        Value value = values.get(attribute.name());
        origins.put(
            attribute.name(),
            new Origin(
                source.at(attribute.value()),
                value instanceof Value.Unknown ? Optional.empty() : Optional.of(value),
                Optional.empty()));
      }
    } catch (IOException e) {
      // Then the tool cannot read it either, and says so.
    }
  }
}
