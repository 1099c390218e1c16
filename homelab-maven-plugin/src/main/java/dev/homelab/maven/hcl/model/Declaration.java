package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.SourceRange;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Body;
import dev.homelab.maven.hcl.ast.Expression;
import java.util.Optional;

/**
 * Something with a name.
 *
 * @param address what others refer to it by, such as {@code var.node_name}
 * @param item the block, or for a local the argument
 */
public record Declaration(HclFile file, String address, Body.Item item) {
  /** The last part of the address. */
  public String name() {
    return address.substring(address.lastIndexOf('.') + 1);
  }

  /** Where it says what it is: the head of the block, or the name of the argument. */
  public SourceRange range() {
    return item instanceof Block block
        ? file.range(block.start(), block.headerEnd())
        : file.range(item.start(), ((Attribute) item).nameEnd());
  }

  /** The block; null for a local in a {@code locals} block. */
  public Block block() {
    return item instanceof Block block ? block : null;
  }

  /** The value of an argument of the block. */
  public Optional<Expression> argument(String name) {
    Attribute argument = block() == null ? null : block().body().attribute(name).orElse(null);
    return argument == null ? Optional.empty() : Optional.of(argument.value());
  }

  /** The expression of a local. */
  public Optional<Expression> localValue() {
    if (item instanceof Attribute attribute) {
      return Optional.of(attribute.value());
    }
    return argument("expression");
  }
}
