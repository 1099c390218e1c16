package dev.homelab.maven.check.yaml;

import dev.homelab.maven.problem.Location;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file that knows where it stands.
 *
 * <p>Whoever asks for a key of what is no mapping, or the items of what is no list, gets nothing: a
 * document of a wrong shape is then missing what it should have, and is told so.
 */
public final class YamlValue {

  /** How many {@code <<} may stand inside each other; aliases can make endless ones. */
  private static final int MAX_MERGES = 8;

  private final SourceFile source;
  private final Node node;

  /** A key of a mapping and what it holds. */
  public record Entry(YamlValue key, YamlValue value) {

    /** The key as text; of a key that is a list or mapping the empty text. */
    public String name() {
      return key.text().orElse("");
    }
  }

  YamlValue(SourceFile source, Node node) {
    this.source = source;
    this.node = node;
  }

  /** Where it begins. */
  public Location location() {
    Mark mark = node.getStartMark();
    return source.location(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The file it stands in. */
  public SourceFile source() {
    return source;
  }

  /** Whether it is written as {@code key: value} pairs. */
  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Whether it is a list. */
  public boolean isSequence() {
    return node instanceof SequenceNode;
  }

  /** Whether it is nothing: {@code null}, {@code ~} or left out. */
  public boolean isNull() {
    return Tag.NULL.equals(node.getTag());
  }

  /**
   * Whether Kubernetes' YAML reader takes it for a number or a truth value, where text may be
   * wanted: 80, 1.10, yes. Other than SnakeYAML it takes 12:30:45 for text, and y and n for truth.
   */
  public boolean isNumberOrBoolean() {
    if (!(node instanceof ScalarNode scalar)) {
      return false;
    }
    boolean number = Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag());
    return number && scalar.getValue().indexOf(':') < 0
        || Tag.BOOL.equals(node.getTag())
        || scalar.isPlain() && scalar.getValue().matches("[yYnN]");
  }

  /** A single value as it is written, without quotes; empty for null. */
  public Optional<String> text() {
    return node instanceof ScalarNode scalar && !isNull()
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** Whether it is the truth value {@code true}. */
  public boolean isTrue() {
    return Tag.BOOL.equals(node.getTag()) && text().orElse("").equalsIgnoreCase("true");
  }

  /** The items of a list; none of anything else. */
  public List<YamlValue> items() {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(item -> new YamlValue(source, item)).toList()
        : List.of();
  }

  /** The pairs of a mapping, those it merges with {@code <<} last; none of anything else. */
  public List<Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    collect(node, entries, MAX_MERGES);
    return List.copyOf(entries.values());
  }

  /** What the key holds. A key without a value holds null; see {@link #isNull()}. */
  public Optional<YamlValue> get(String key) {
    return entry(key).map(Entry::value);
  }

  /** The pair of that key. */
  public Optional<Entry> entry(String key) {
    return find(node, key, MAX_MERGES);
  }

  /** What stands at the end of that path of keys. */
  public Optional<YamlValue> at(String... path) {
    Optional<YamlValue> value = Optional.of(this);
    for (String key : path) {
      value = value.flatMap(v -> v.get(key));
    }
    return value;
  }

  /** The text at the end of that path of keys. */
  public Optional<String> textAt(String... path) {
    return at(path).flatMap(YamlValue::text);
  }

  private void collect(Node from, Map<String, Entry> entries, int merges) {
    List<Node> merged = new ArrayList<>();
    if (from instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        Entry entry = entry(tuple);
        if (isMerge(tuple)) {
          merged.add(tuple.getValueNode());
        } else {
          entries.putIfAbsent(entry.name(), entry);
        }
      }
    } else if (from instanceof SequenceNode list) {
      merged.addAll(list.getValue());
    }
    if (merges > 0) {
      merged.forEach(next -> collect(next, entries, merges - 1));
    }
  }

  private Optional<Entry> find(Node from, String key, int merges) {
    if (!(from instanceof MappingNode mapping)) {
      return Optional.empty();
    }
    boolean merge = false;
    for (NodeTuple tuple : mapping.getValue()) {
      merge |= isMerge(tuple);
      if (tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
        return Optional.of(entry(tuple));
      }
    }
    return merge
        ? entries().stream().filter(e -> e.name().equals(key)).findFirst()
        : Optional.empty();
  }

  private Entry entry(NodeTuple tuple) {
    return new Entry(
        new YamlValue(source, tuple.getKeyNode()), new YamlValue(source, tuple.getValueNode()));
  }

  private static boolean isMerge(NodeTuple tuple) {
    return Tag.MERGE.equals(tuple.getKeyNode().getTag());
  }

  @Override
  public String toString() {
    return text().orElse(node.getTag().toString());
  }
}
