package dev.homelab.maven.hcl.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file or the braces of a block hold.
 *
 * @param items attributes and blocks in the order of the source
 */
public record Body(List<Item> items, int start, int end) implements Node {
  /** An attribute or a block. */
  public sealed interface Item extends Node permits Attribute, Block {}

  public Body {
    items = List.copyOf(items);
  }

  /** The attributes in the order of the source. */
  public List<Attribute> attributes() {
    return only(Attribute.class);
  }

  /** The attribute of that name. */
  public Optional<Attribute> attribute(String name) {
    for (Item item : items) {
      if (item instanceof Attribute attribute && attribute.name().equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /** The blocks in the order of the source. */
  public List<Block> blocks() {
    return only(Block.class);
  }

  /** The blocks of that type, in the order of the source. */
  public List<Block> blocks(String type) {
    List<Block> found = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Block block && block.type().equals(type)) {
        found.add(block);
      }
    }
    return found;
  }

  private <T extends Item> List<T> only(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (Item item : items) {
      if (kind.isInstance(item)) {
        found.add(kind.cast(item));
      }
    }
    return found;
  }
}
