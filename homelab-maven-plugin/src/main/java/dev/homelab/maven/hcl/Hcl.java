package dev.homelab.maven.hcl;

import dev.homelab.maven.hcl.ast.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads HCL in its native syntax. The JSON variant is not read. */
public final class Hcl {
  /**
   * The largest source that is read, in bytes. Offsets are ints and the tree takes about ten times
   * its source, so there has to be an end; this one is far beyond what a person writes.
   */
  public static final int MAX_BYTES = 64 << 20;

  /** How deep blocks, brackets, strings and operators may nest; the tree is walked recursively. */
  public static final int MAX_DEPTH = 250;

  /** After so many errors of syntax the rest of a file is not looked at. */
  public static final int MAX_PROBLEMS = 50;

  private Hcl() {}

  /**
   * Parses a file.
   *
   * @param name the name to use in messages
   * @param source the content, UTF-8, with or without a byte order mark; not copied, so it must not
   *     change afterwards
   * @return the file, whatever it holds: errors are in {@link HclFile#problems()}
   */
  public static HclFile parse(String name, byte[] source) {
    if (source.length > MAX_BYTES) {
      SyntaxProblem tooLarge =
          new SyntaxProblem(
              0,
              0,
              "the file has "
                  + source.length
                  + " bytes, more than the "
                  + MAX_BYTES
                  + " that are read",
              "split it, or keep data of this size in a file of its own and read it with file()");
      return new HclFile(
          name, Lexer.lex(new byte[0]), new Body(List.of(), 0, 0), List.of(tooLarge));
    }
    Tokens tokens = Lexer.lex(source);
    Parser parser = new Parser(tokens);
    Body body = parser.parseFile();
    return new HclFile(name, tokens, body, parser.problems());
  }

  /** Parses a file that is at hand as text. */
  public static HclFile parse(String name, String source) {
    return parse(name, source.getBytes(StandardCharsets.UTF_8));
  }
}
