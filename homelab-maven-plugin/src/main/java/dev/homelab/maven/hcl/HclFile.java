package dev.homelab.maven.hcl;

import dev.homelab.maven.hcl.ast.Body;
import dev.homelab.maven.hcl.ast.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A parsed file: its tree, what is wrong with its syntax, and the way from offsets to lines. */
public final class HclFile {
  private final String name;
  private final byte[] source;
  private final Tokens tokens;
  private final Body body;
  private final List<Finding> problems;
  private final Positions positions;

  HclFile(String name, Tokens tokens, Body body, List<SyntaxProblem> problems) {
    this.name = name;
    this.tokens = tokens;
    this.body = body;
    source = tokens.source;
    positions = new Positions(source);
    List<Finding> findings = new ArrayList<>(problems.size());
    for (SyntaxProblem problem : problems) {
      findings.add(
          HclRule.SYNTAX.at(
              range(problem.start(), problem.end()), problem.message(), problem.fix()));
    }
    this.problems = List.copyOf(findings);
  }

  /** The name it was parsed under, which is the name in every message about it. */
  public String name() {
    return name;
  }

  /** The tree. Where there are problems it lacks what could not be read. */
  public Body body() {
    return body;
  }

  /** The errors of the syntax in the order of the source; empty if the tools accept the file. */
  public List<Finding> problems() {
    return problems;
  }

  /** Whether the tools accept the syntax. */
  public boolean isValid() {
    return problems.isEmpty();
  }

  /** Where a node stands. */
  public SourceRange range(Node node) {
    return range(node.start(), node.end());
  }

  /** The stretch between two byte offsets. */
  public SourceRange range(int start, int end) {
    return new SourceRange(name, positions.at(start), positions.at(end));
  }

  /** The text of a node as it is written. */
  public String text(Node node) {
    return new String(source, node.start(), node.end() - node.start(), StandardCharsets.UTF_8);
  }

  /** The source. */
  public byte[] source() {
    return Arrays.copyOf(source, source.length);
  }

  Tokens tokens() {
    return tokens;
  }

  @Override
  public String toString() {
    return name;
  }
}
