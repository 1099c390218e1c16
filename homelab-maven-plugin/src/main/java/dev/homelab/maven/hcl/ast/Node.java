package dev.homelab.maven.hcl.ast;

/** A piece of the source. */
public interface Node {
  /** The offset of its first byte. */
  int start();

  /** The offset after its last byte. */
  int end();
}
