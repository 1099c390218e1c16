package dev.homelab.maven.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A goal cannot go on, for reasons its user can mend. */
public class HomelabException extends Exception {

  private static final long serialVersionUID = 1L;

  /** For one reason. */
  public HomelabException(Problem problem) {
    this(List.of(problem));
  }

  /** For every one of these reasons, told at once. */
  public HomelabException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }
}
