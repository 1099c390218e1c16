package dev.homelab.maven.hcl;

/** The kinds of token in HCL, those included that exist only to be reported. */
enum TokenType {
  OPEN_BRACE("\"{\"", 1),
  CLOSE_BRACE("\"}\"", -1),
  OPEN_BRACKET("\"[\"", 1),
  CLOSE_BRACKET("\"]\"", -1),
  OPEN_PAREN("\"(\"", 1),
  CLOSE_PAREN("\")\"", -1),
  OPEN_QUOTE("a quote"),
  CLOSE_QUOTE("a quote"),
  OPEN_HEREDOC("a heredoc"),
  CLOSE_HEREDOC("the end of a heredoc"),
  TEMPLATE_INTERPOLATION("\"${\"", 1),
  TEMPLATE_DIRECTIVE("\"%{\"", 1),
  TEMPLATE_END("\"}\"", -1),

  STAR("\"*\""),
  SLASH("\"/\""),
  PLUS("\"+\""),
  MINUS("\"-\""),
  PERCENT("\"%\""),
  EQUAL("\"=\""),
  EQUAL_EQUAL("\"==\""),
  NOT_EQUAL("\"!=\""),
  LESS("\"<\""),
  LESS_EQUAL("\"<=\""),
  GREATER("\">\""),
  GREATER_EQUAL("\">=\""),
  AND("\"&&\""),
  OR("\"||\""),
  BANG("\"!\""),
  DOT("\".\""),
  COMMA("\",\""),
  DOUBLE_COLON("\"::\""),
  ELLIPSIS("\"...\""),
  FAT_ARROW("\"=>\""),
  QUESTION("\"?\""),
  COLON("\":\""),

  /** Text between quotes, with its escapes. */
  QUOTED_TEXT("text"),
  /** Text of a heredoc: at most one line, with its line break. */
  HEREDOC_TEXT("text"),
  NUMBER("a number"),
  IDENTIFIER("a name"),
  /** A comment; one that starts with # or // owns the line break that ends it. */
  COMMENT("a comment"),
  NEWLINE("the end of the line"),
  END("the end of the file"),

  // Never part of a valid file.
  BITWISE_AND("\"&\""),
  BITWISE_OR("\"|\""),
  BITWISE_NOT("\"~\""),
  BITWISE_XOR("\"^\""),
  APOSTROPHE("\"'\""),
  BACKTICK("\"`\""),
  SEMICOLON("\";\""),
  INVALID("a character that HCL does not use"),
  BAD_UTF8("a byte that is not UTF-8"),
  QUOTED_NEWLINE("the end of the line");

  private static final TokenType[] BY_ORDINAL = values();

  private final String name;
  private final int bracketChange;

  TokenType(String name) {
    this(name, 0);
  }

  TokenType(String name, int bracketChange) {
    this.name = name;
    this.bracketChange = bracketChange;
  }

  static TokenType of(int ordinal) {
    return BY_ORDINAL[ordinal];
  }

  /** What a reader calls it, for messages. */
  String readable() {
    return name;
  }

  /** Whether it is what a string is made of. */
  boolean isText() {
    return this == QUOTED_TEXT || this == HEREDOC_TEXT;
  }

  /** What the token adds to the count of open brackets on its line, as the formatters count. */
  int bracketChange() {
    return bracketChange;
  }
}
