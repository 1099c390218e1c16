package dev.homelab.maven.hcl;

/**
 * A stretch of a file.
 *
 * @param file the name the file was parsed under
 * @param end the place after its last character
 */
public record SourceRange(String file, Position start, Position end) {
  @Override
  public String toString() {
    return file + ":" + start;
  }
}
