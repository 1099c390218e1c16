package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.SourceRange;
import dev.homelab.maven.hcl.ast.Node;
import java.util.List;

/**
 * A use of a name.
 *
 * @param names the parts that are names, such as {@code var} and {@code node_name}; at least one
 * @param owner the declaration it stands in, such as {@code local.image_name}; null if it is none
 *     that others refer to
 */
public record Reference(HclFile file, List<String> names, Node node, String owner) {
  /** The first part. */
  public String root() {
    return names.get(0);
  }

  /** The part at the index, null if there are not so many. */
  public String name(int index) {
    return index < names.size() ? names.get(index) : null;
  }

  /** Where it stands. */
  public SourceRange range() {
    return file.range(node);
  }
}
