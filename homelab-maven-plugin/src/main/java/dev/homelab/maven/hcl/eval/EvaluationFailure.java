package dev.homelab.maven.hcl.eval;

import dev.homelab.maven.hcl.ast.Node;

/** An expression that cannot have a value, whatever else is known. */
public final class EvaluationFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Node node;

  /** A failure of a part; the node is null if its place is not known where it fails. */
  public EvaluationFailure(Node node, String message) {
    // try() and can() make many of them on purpose, and nobody reads where in the evaluator.
    super(message, null, false, false);
    this.node = node;
  }

  /** The part that is to blame; null when it came from a function that does not know its place. */
  public Node node() {
    return node;
  }

  /** The same failure with a place, if it has none. */
  EvaluationFailure at(Node place) {
    return node == null ? new EvaluationFailure(place, getMessage()) : this;
  }
}
