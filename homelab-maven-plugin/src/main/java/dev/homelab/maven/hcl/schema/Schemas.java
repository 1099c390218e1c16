package dev.homelab.maven.hcl.schema;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.ast.Block;
import java.util.HashMap;
import java.util.Map;

/** The tables, read when they are first needed. */
final class Schemas {
  private static final class Tofu {
    static final BlockSchema LANGUAGE = SchemaReader.tables("tofu.txt").get("language tofu");
    static final Map<String, BlockSchema> TYPES = SchemaReader.tables("telmate-proxmox.txt");
  }

  private static final class Packer {
    static final BlockSchema LANGUAGE = SchemaReader.tables("packer.txt").get("language packer");
    static final Map<String, BlockSchema> TYPES = new HashMap<>();

    static {
      TYPES.putAll(SchemaReader.tables("packer-core.txt"));
      TYPES.putAll(SchemaReader.tables("packer-proxmox-iso.txt"));
    }
  }

  private Schemas() {}

  static BlockSchema language(Dialect language) {
    return language == Dialect.TOFU ? Tofu.LANGUAGE : Packer.LANGUAGE;
  }

  /** What a block may hold, its type taken into account. */
  static BlockSchema of(Dialect language, Block block, BlockSchema.Nested nested) {
    Map<String, BlockSchema> types = language == Dialect.TOFU ? Tofu.TYPES : Packer.TYPES;
    boolean typed = nested.schema().open && nested.labels() > 0 && block.label(0) != null;
    BlockSchema type = typed ? types.get(block.type() + " " + block.label(0)) : null;
    return type == null ? nested.schema() : type.within(nested.schema());
  }
}
