package dev.homelab.maven.hcl;

/** Whose canonical form is meant. */
public enum Dialect {
  /** What {@code packer fmt} writes: blanks change, nothing else. */
  PACKER,
  /**
   * What {@code tofu fmt} writes: it also quotes labels of blocks, turns {@code "${x}"} into {@code
   * x}, and brings the type of a variable up to date.
   */
  TOFU
}
