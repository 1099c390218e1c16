package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.problem.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A block with the values that its arguments have where it is used. */
public record Element(HclSource source, Block block, Scope scope) {
  // Loops and conditions where streams and chains of Optional would do, here and in what asks the
  // estate: a build runs once, and making a lambda then takes longer than all that it is called
  // for.

  /** As its language refers to it: {@code proxmox_vm_qemu.vm}, {@code proxmox-iso.alma9}. */
  public String name() {
    if (block.labels().isEmpty()) {
      return block.type();
    }
    StringBuilder name = new StringBuilder();
    for (Block.Label label : block.labels()) {
      name.append(name.length() == 0 ? "" : ".").append(label.text());
    }
    return name.toString();
  }

  /** Where the block begins. */
  public Location where() {
    return source.at(block);
  }

  /** The argument as it is written. */
  public Optional<Attribute> attribute(String name) {
    return block.body().attribute(name);
  }

  /** Where the argument begins, or the block when it has none of that name. */
  public Location where(String name) {
    Optional<Attribute> attribute = attribute(name);
    return attribute.isPresent() ? source.at(attribute.get()) : where();
  }

  /** Where the argument's value begins. */
  public Location whereValue(String name) {
    Optional<Attribute> attribute = attribute(name);
    return attribute.isPresent() ? source.at(attribute.get().value()) : where();
  }

  /** Whether the argument is given, and is not known to be null, which is the same as left out. */
  public boolean sets(String name) {
    Optional<Attribute> attribute = attribute(name);
    return attribute.isPresent()
        && !(scope.values().valueOf(attribute.get().value()) instanceof Value.Null);
  }

  /** The argument's value; empty when it is left out or not known. */
  public Optional<Value> value(String name) {
    Optional<Attribute> attribute = attribute(name);
    return attribute.isPresent() ? scope.value(attribute.get().value()) : Optional.empty();
  }

  /** The value as text; empty when it is left out, null or not known. */
  public Optional<String> text(String name) {
    Optional<Value> value = value(name);
    return value.isPresent() ? Scope.text(value.get()) : Optional.empty();
  }

  /** Whether the value is known to be that text. */
  public boolean is(String name, String wanted) {
    Optional<String> text = text(name);
    return text.isPresent() && text.get().equals(wanted);
  }

  /** Whether it is known to be true, be it written as a boolean or as text. */
  public boolean isTrue(String name) {
    return is(name, "true");
  }

  /** Where the argument's value comes from; empty when it is left out. */
  public Optional<Origin> origin(String name) {
    Optional<Attribute> attribute = attribute(name);
    return attribute.isPresent()
        ? Optional.of(scope.origin(source, attribute.get().value()))
        : Optional.empty();
  }

  /** The variable that the argument hands on, if it is that and nothing more. */
  public Optional<String> variable(String name) {
    Optional<Attribute> attribute = attribute(name);
    return attribute.isPresent() ? Scope.named(attribute.get().value(), "var") : Optional.empty();
  }

  /** The blocks of a type in it. */
  public List<Element> blocks(String type) {
    return elements(block.body().blocks(type));
  }

  /** The blocks in it. */
  public List<Element> blocks() {
    return elements(block.body().blocks());
  }

  private List<Element> elements(List<Block> blocks) {
    List<Element> elements = new ArrayList<>(blocks.size());
    for (Block inner : blocks) {
      elements.add(new Element(source, inner, scope));
    }
    return elements;
  }

  /** All blocks in it, at any depth. */
  public List<Element> blocksBelow() {
    List<Element> below = new ArrayList<>();
    for (Element inner : blocks()) {
      below.add(inner);
      below.addAll(inner.blocksBelow());
    }
    return below;
  }

  /** Whether there are blocks in it, at any depth, that tofu or packer makes at run time. */
  public boolean hasDynamicBlocks() {
    return hasDynamicBlocks(block);
  }

  private static boolean hasDynamicBlocks(Block block) {
    for (Block inner : block.body().blocks()) {
      if (inner.type().equals("dynamic") || hasDynamicBlocks(inner)) {
        return true;
      }
    }
    return false;
  }
}
