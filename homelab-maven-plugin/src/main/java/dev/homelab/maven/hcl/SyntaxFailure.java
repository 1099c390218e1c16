package dev.homelab.maven.hcl;

/** Thrown inside the parser to get from the place of an error to where parsing can go on. */
final class SyntaxFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  final transient SyntaxProblem problem;

  SyntaxFailure(SyntaxProblem problem) {
    // Nobody looks at the stack of it, and filling one in is what makes an exception slow.
    super(problem.message(), null, false, false);
    this.problem = problem;
  }
}
