package dev.homelab.maven.hcl;

import java.util.List;
import java.util.Optional;

/**
 * Writes files in the canonical form of {@code tofu fmt} (1.12) and {@code packer fmt} (1.16), byte
 * for byte.
 *
 * <p>In three cases {@code tofu fmt} writes a file that means something else or nothing, and this
 * one leaves the text as it is: a label that holds a {@code $} or {@code %} (tofu drops the label),
 * an index that is true, false or null (tofu drops the index), and a wrapped value whose lines only
 * hold together inside of its braces (tofu writes what it cannot read).
 */
public final class HclFormatter {
  private HclFormatter() {}

  /**
   * Formats a file.
   *
   * @return the formatted source; nothing for a file with errors of syntax, as the tools refuse it
   *     too
   */
  public static Optional<byte[]> format(HclFile file, Dialect dialect) {
    if (!file.isValid()) {
      return Optional.empty();
    }
    List<Edit> edits = dialect == Dialect.TOFU ? new TofuEdits(file).collect() : List.of();
    FormatTokens tokens = new FormatTokens(file.tokens(), edits);
    new Layout(tokens).apply();
    return Optional.of(tokens.toBytes());
  }
}
