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
  private final Map<String, Expression> types = new HashMap<>();

  /** The tables of a resource file, by the text of their first line. */
  static Map<String, BlockSchema> read(String resource) {
    Map<String, BlockSchema> tables = new LinkedHashMap<>();
    SchemaReader reader = new SchemaReader();
    List<BlockSchema> open = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                SchemaReader.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        int indent = 0;
        while (line.charAt(indent) == ' ') {
          indent++;
        }
        int level = indent / 2;
        open.subList(level, open.size()).clear();
        if (level == 0) {
          BlockSchema table = new BlockSchema(false);
          tables.put(line, table);
          open.add(table);
        } else {
          BlockSchema nested = reader.add(open.get(level - 1), line.trim());
          if (nested != null) {
            open.add(nested);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  /** Adds a line to a table and tells the table of the block that it opens, if it opens one. */
  private BlockSchema add(BlockSchema table, String line) {
    String deprecation = null;
    String rest = line;
    int deprecated = line.indexOf(" deprecated ");
    if (deprecated > 0) {
      deprecation = line.substring(deprecated + " deprecated ".length());
      rest = line.substring(0, deprecated);
    }
    List<String> words = List.of(rest.split(" "));
    switch (words.get(0)) {
      case "block":
        BlockSchema schema = new BlockSchema(words.contains("open"));
        int labels = words.indexOf("labels");
        int labelCount = labels < 0 ? 0 : Integer.parseInt(words.get(labels + 1));
        for (String name : expand(words.get(1))) {
          table.blocks.put(
              name,
              new BlockSchema.Nested(
                  name, schema, labelCount, words.contains("single"), deprecation));
        }
        return schema;
      case "conflict":
        constrain(table, BlockSchema.Kind.AT_MOST_ONE, words);
        return null;
      case "oneof":
        constrain(table, BlockSchema.Kind.EXACTLY_ONE, words);
        return null;
      case "needs":
        constrain(table, BlockSchema.Kind.NEEDS, words);
        return null;
      default:
        for (String name : expand(words.get(0))) {
          table.arguments.put(
              name,
              new BlockSchema.Argument(
                  name,
                  words.get(1),
                  type(words.get(1)),
                  words.contains("required"),
                  words.contains("readonly"),
                  deprecation));
        }
        return null;
    }
  }

  private static void constrain(BlockSchema table, BlockSchema.Kind kind, List<String> words) {
    List<List<String>> groups = new ArrayList<>();
    for (String group : words.subList(1, words.size())) {
      groups.add(List.of(group.split(",")));
    }
    table.constraints.add(new BlockSchema.Constraint(kind, groups));
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

  private Expression type(String text) {
    Expression type = types.get(text);
    if (type == null) {
      HclFile file = Hcl.parse("type", "type = " + text + "\n");
      type = file.body().attribute("type").orElseThrow().value();
      types.put(text, type);
    }
    return type;
  }
}
