package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.model.HclModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that packer or tofu reads as one: those of a folder, and what is linked into it. */
public final class Configuration {

  /** A block and the file it stands in. */
  public record Placed(HclSource source, Block block) {}

  /** An argument and the file it stands in. */
  public record PlacedAttribute(HclSource source, Attribute attribute) {}

  private final String folder;
  private final List<HclSource> sources;
  private final HclModule module;
  private final Map<String, Placed> variables = new HashMap<>();
  private final Map<String, PlacedAttribute> locals = new HashMap<>();

  Configuration(Dialect language, Path root, String folder, List<HclSource> sources) {
    this.folder = folder;
    this.sources = List.copyOf(sources);
    List<HclFile> files = new ArrayList<>();
    for (HclSource source : sources) {
      files.add(source.file());
    }
    module = HclModule.load(language, root.resolve(folder).normalize(), files);
    for (Placed variable : blocks("variable")) {
      if (!variable.block().labels().isEmpty()) {
        variables.putIfAbsent(variable.block().label(0), variable);
      }
    }
    for (Placed block : blocks("locals")) {
      for (Attribute local : block.block().body().attributes()) {
        locals.putIfAbsent(local.name(), new PlacedAttribute(block.source(), local));
      }
    }
  }

  /** The folder it lies in. */
  public String folder() {
    return folder;
  }

  /** What its files declare and refer to. */
  HclModule module() {
    return module;
  }

  /** Its files. */
  public List<HclSource> sources() {
    return sources;
  }

  /** The blocks of a type, in the order of the files. */
  public List<Placed> blocks(String type) {
    List<Placed> found = new ArrayList<>();
    for (HclSource source : sources) {
      for (Block block : source.file().body().blocks(type)) {
        found.add(new Placed(source, block));
      }
    }
    return found;
  }

  /** The declaration of a variable. */
  public Optional<Placed> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** Every variable by its name. */
  public Map<String, Placed> variables() {
    return Collections.unmodifiableMap(variables);
  }

  /** The definition of a local value. */
  public Optional<PlacedAttribute> local(String name) {
    return Optional.ofNullable(locals.get(name));
  }
}
