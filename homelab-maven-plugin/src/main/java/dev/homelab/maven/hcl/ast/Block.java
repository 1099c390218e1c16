package dev.homelab.maven.hcl.ast;

import java.util.List;

/**
 * A block: {@code type "label" { body }}.
 *
 * @param start where the type starts
 * @param typeEnd where the type ends
 * @param end after the closing brace
 */
public record Block(String type, List<Label> labels, Body body, int start, int typeEnd, int end)
    implements Body.Item {
  /**
   * A label of a block.
   *
   * @param text the label without quotes and escapes
   */
  public record Label(String text, int start, int end) implements Node {}

  public Block {
    labels = List.copyOf(labels);
  }

  /** Where the type and labels end, which is as much of a block as a message should point at. */
  public int headerEnd() {
    return labels.isEmpty() ? typeEnd : labels.get(labels.size() - 1).end();
  }

  /** The text of the label, null if there are not so many. */
  public String label(int index) {
    return index < labels.size() ? labels.get(index).text() : null;
  }
}
