package dev.homelab.maven.hcl.schema;

import dev.homelab.maven.hcl.ast.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a block may hold. */
final class BlockSchema {
  /**
   * An argument.
   *
   * @param type as it is written
   * @param typeExpression the same, parsed
   * @param deprecation what to do instead; null if it is not deprecated
   */
  record Argument(
      String name,
      String type,
      Expression typeExpression,
      boolean required,
      boolean readOnly,
      String deprecation) {}

  /**
   * A block inside.
   *
   * @param labels how many it has
   * @param single whether it may be there once only
   * @param deprecation what to do instead; null if it is not deprecated
   */
  record Nested(String name, BlockSchema schema, int labels, boolean single, String deprecation) {}

  /** How a constraint counts the arguments and blocks it names. */
  enum Kind {
    /** At most one of the groups. */
    AT_MOST_ONE,
    /** Exactly one of the groups. */
    EXACTLY_ONE,
    /** Where the first is, the second must be. */
    NEEDS
  }

  /**
   * A rule about several arguments.
   *
   * @param groups names that count as one are in one group
   */
  record Constraint(Kind kind, List<List<String>> groups) {}

  private final Map<String, Argument> arguments = new LinkedHashMap<>();
  private final Map<String, Nested> blocks = new LinkedHashMap<>();
  private final List<Constraint> constraints = new ArrayList<>();

  /** Whether it may hold what is not named here. */
  final boolean open;

  /** Where it is written, until somebody asks: nearly all of a table is about what nobody uses. */
  private SchemaReader unread;

  private BlockSchema whole;

  BlockSchema(boolean open, SchemaReader unread) {
    this.open = open;
    this.unread = unread;
  }

  private synchronized void read() {
    if (unread != null) {
      SchemaReader reader = unread;
      unread = null;
      reader.read(arguments, blocks, constraints);
    }
  }

  Map<String, Argument> arguments() {
    read();
    return arguments;
  }

  Map<String, Nested> blocks() {
    read();
    return blocks;
  }

  List<Constraint> constraints() {
    read();
    return constraints;
  }

  /**
   * Both together: what a language allows in any block of a kind, and what this type of it adds.
   *
   * @param language always the same for one type
   */
  synchronized BlockSchema within(BlockSchema language) {
    if (whole == null) {
      whole = new BlockSchema(false, null);
      for (BlockSchema part : List.of(language, this)) {
        whole.arguments.putAll(part.arguments());
        whole.blocks.putAll(part.blocks());
        whole.constraints.addAll(part.constraints());
      }
    }
    return whole;
  }
}
