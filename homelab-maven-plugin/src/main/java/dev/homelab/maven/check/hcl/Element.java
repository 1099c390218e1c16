package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.problem.Location;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A block with the values that its arguments have where it is used. */
public record Element(HclSource source, Block block, Scope scope) {

  /** As its language refers to it: {@code proxmox_vm_qemu.vm}, {@code proxmox-iso.alma9}. */
  public String name() {
    return block.labels().isEmpty()
        ? block.type()
        : block.labels().stream().map(Block.Label::text).collect(Collectors.joining("."));
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
    return attribute(name).map(source::at).orElseGet(this::where);
  }

  /** Where the argument's value begins. */
  public Location whereValue(String name) {
    return attribute(name).map(a -> source.at(a.value())).orElseGet(this::where);
  }

  /** Whether the argument is given, and is not known to be null, which is the same as left out. */
  public boolean sets(String name) {
    return attribute(name)
        .filter(a -> !value(name).filter(Value.NULL::equals).isPresent())
        .isPresent();
  }

  /** The argument's value; empty when it is left out or not known. */
  public Optional<Value> value(String name) {
    return attribute(name).flatMap(a -> scope.value(a.value()));
  }

  /** The value as text; empty when it is left out, null or not known. */
  public Optional<String> text(String name) {
    return value(name).flatMap(Scope::text);
  }

  /** Whether it is known to be true, be it written as a boolean or as text. */
  public boolean isTrue(String name) {
    return text(name).filter("true"::equals).isPresent();
  }

  /** The value as a number. */
  public Optional<BigDecimal> number(String name) {
    return text(name).filter(t -> t.matches("-?[0-9]{1,18}")).map(BigDecimal::new);
  }

  /** Where the argument's value comes from; empty when it is left out. */
  public Optional<Origin> origin(String name) {
    return attribute(name).map(a -> scope.origin(source, a.value()));
  }

  /** The variable that the argument hands on, if it is that and nothing more. */
  public Optional<String> variable(String name) {
    return attribute(name).flatMap(a -> Scope.named(a.value(), "var"));
  }

  /** The blocks of a type in it. */
  public List<Element> blocks(String type) {
    return block.body().blocks(type).stream().map(b -> new Element(source, b, scope)).toList();
  }

  /** All blocks in it, at any depth. */
  public List<Element> blocksBelow() {
    return block.body().blocks().stream()
        .map(b -> new Element(source, b, scope))
        .flatMap(e -> Stream.concat(Stream.of(e), e.blocksBelow().stream()))
        .toList();
  }

  /** Whether there are blocks in it, at any depth, that tofu or packer makes at run time. */
  public boolean hasDynamicBlocks() {
    return blocksBelow().stream().anyMatch(e -> e.block().type().equals("dynamic"));
  }
}
