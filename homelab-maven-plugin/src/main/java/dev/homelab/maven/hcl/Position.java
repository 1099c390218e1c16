package dev.homelab.maven.hcl;

/**
 * A place in a source.
 *
 * @param line from 1
 * @param column from 1, in grapheme clusters as tofu and packer count them: what a reader sees as
 *     one character is one column
 * @param offset from 0, in bytes
 */
public record Position(int line, int column, int offset) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
