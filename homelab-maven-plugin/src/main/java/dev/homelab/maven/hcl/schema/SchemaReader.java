package dev.homelab.maven.hcl.schema;

import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.ast.Expression;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads tables of arguments. Two blanks of indent are one level; a line is one of
 *
 * <pre>
 * KIND TYPE                    at the margin: what the lines below belong to
 * NAME TYPE [required] [readonly] [deprecated WHAT TO DO]
 * block NAME [labels N] [single] [open] [deprecated WHAT TO DO]
 * conflict A B,C               at most one of the groups
 * oneof A B,C                  exactly one
 * needs A B,C                  where A is, B or C must be
 * </pre>
 *
 * and {@code scsi{0..30}} in a name stands for scsi0 to scsi30.
 */
final class SchemaReader {
  private static final int STEP = 2;

  private static final Map<String, Expression> TYPES = new HashMap<>();

  private final List<String> lines;

  /** The line that what is read here belongs to. */
  private final int head;

  private SchemaReader(List<String> lines, int head) {
    this.lines = lines;
    this.head = head;
  }

  /** The tables of a resource file, by the text of their first line. */
  static Map<String, BlockSchema> tables(String resource) {
    List<String> lines = new ArrayList<>();
    Map<String, BlockSchema> tables = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                SchemaReader.class.getResourceAsStream(resource), StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.charAt(0) == '#') {
          continue;
        }
        if (line.charAt(0) != ' ') {
          tables.put(line, new BlockSchema(false, new SchemaReader(lines, lines.size())));
        }
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  private static int indent(String line) {
    int indent = 0;
    while (line.charAt(indent) == ' ') {
      indent++;
    }
    return indent;
  }

  /** Reads what stands one step below the head. */
  void read(
      Map<String, BlockSchema.Argument> arguments,
      Map<String, BlockSchema.Nested> blocks,
      List<BlockSchema.Constraint> constraints) {
    int level = indent(lines.get(head)) + STEP;
    for (int i = head + 1; i < lines.size(); i++) {
      int indent = indent(lines.get(i));
      if (indent < level) {
        return;
      }
      if (indent > level) {
        continue;
      }
      String line = lines.get(i).substring(level);
      String deprecation = null;
      int deprecated = line.indexOf(" deprecated ");
      if (deprecated > 0) {
        deprecation = line.substring(deprecated + " deprecated ".length());
        line = line.substring(0, deprecated);
      }
      List<String> words = List.of(line.split(" "));
      switch (words.get(0)) {
        case "block" -> block(words, deprecation, i, blocks);
        case "conflict" -> constrain(constraints, BlockSchema.Kind.AT_MOST_ONE, words);
        case "oneof" -> constrain(constraints, BlockSchema.Kind.EXACTLY_ONE, words);
        case "needs" -> constrain(constraints, BlockSchema.Kind.NEEDS, words);
        default -> argument(words, deprecation, arguments);
      }
    }
  }

  private void block(
      List<String> words, String deprecation, int line, Map<String, BlockSchema.Nested> blocks) {
    BlockSchema schema = new BlockSchema(words.contains("open"), new SchemaReader(lines, line));
    int labels = words.indexOf("labels");
    int labelCount = labels < 0 ? 0 : Integer.parseInt(words.get(labels + 1));
    boolean single = words.contains("single");
    for (String name : expand(words.get(1))) {
      blocks.put(name, new BlockSchema.Nested(name, schema, labelCount, single, deprecation));
    }
  }

  private static void argument(
      List<String> words, String deprecation, Map<String, BlockSchema.Argument> arguments) {
    Expression type = type(words.get(1));
    boolean required = words.contains("required");
    boolean readOnly = words.contains("readonly");
    for (String name : expand(words.get(0))) {
      arguments.put(
          name,
          new BlockSchema.Argument(name, words.get(1), type, required, readOnly, deprecation));
    }
  }

  private static void constrain(
      List<BlockSchema.Constraint> constraints, BlockSchema.Kind kind, List<String> words) {
    List<List<String>> groups = new ArrayList<>();
    for (String group : words.subList(1, words.size())) {
      groups.add(List.of(group.split(",")));
    }
    constraints.add(new BlockSchema.Constraint(kind, groups));
  }

  private static List<String> expand(String name) {
    int open = name.indexOf('{');
    if (open < 0) {
      return List.of(name);
    }
    int points = name.indexOf("..", open);
    int first = Integer.parseInt(name, open + 1, points, 10);
    int last = Integer.parseInt(name, points + 2, name.length() - 1, 10);
    List<String> names = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      names.add(name.substring(0, open) + i);
    }
    return names;
  }

  private static synchronized Expression type(String text) {
    Expression type = TYPES.get(text);
    if (type == null) {
      HclFile file = Hcl.parse("type", "type = " + text + "\n");
      type = file.body().attribute("type").orElseThrow().value();
      TYPES.put(text, type);
    }
    return type;
  }
}
