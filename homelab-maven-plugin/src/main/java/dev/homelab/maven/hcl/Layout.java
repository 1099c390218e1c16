package dev.homelab.maven.hcl;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sets the blanks before each token. A line has up to three cells: what leads it, an equals sign
 * with what is assigned, and a comment; the second and third are aligned over neighbouring lines.
 */
final class Layout {
  private static final int INDENT = 2;
  private static final int NONE = -1;

  /** After these a minus negates what comes next; after anything else it subtracts. */
  private static final Set<TokenType> BEFORE_OPERAND =
      EnumSet.of(
          TokenType.OPEN_PAREN,
          TokenType.OPEN_BRACE,
          TokenType.OPEN_BRACKET,
          TokenType.EQUAL,
          TokenType.COLON,
          TokenType.COMMA,
          TokenType.QUESTION,
          TokenType.PLUS,
          TokenType.STAR,
          TokenType.SLASH,
          TokenType.PERCENT,
          TokenType.MINUS,
          TokenType.EQUAL_EQUAL,
          TokenType.NOT_EQUAL,
          TokenType.GREATER,
          TokenType.GREATER_EQUAL,
          TokenType.LESS,
          TokenType.LESS_EQUAL,
          TokenType.AND,
          TokenType.OR,
          TokenType.BANG);

  private final FormatTokens tokens;

  /** The lines that are being laid out, by the token that each cell starts with. */
  private int lines;

  private int[] leads = new int[16];
  private int[] assigns = new int[16];
  private int[] comments = new int[16];
  private int[] ends = new int[16];
  private int[] widths = new int[16];

  /** How many brackets each step of the indent opened that are not closed yet. */
  private int[] opened = new int[16];

  private int depth;

  Layout(FormatTokens tokens) {
    this.tokens = tokens;
  }

  /** Lays all out, as few lines at a time as alignment allows, and writes it. */
  void apply() {
    int start = 0;
    int token = 0;
    while (tokens.readLine()) {
      for (; token < tokens.size(); token++) {
        boolean last = tokens.type(token) == TokenType.END;
        if (last || tokens.endsLine(token)) {
          addLine(start, last ? token : token + 1);
          start = token + 1;
        }
      }
      boolean alone = assigns[lines - 1] == NONE && comments[lines - 1] == NONE;
      if (alone) {
        layOut();
        start = 0;
        token = 0;
      }
    }
    layOut();
  }

  private void layOut() {
    indent();
    space();
    alignAssigns();
    alignComments();
    tokens.write();
    lines = 0;
  }

  private void addLine(int start, int end) {
    if (lines == leads.length) {
      leads = Arrays.copyOf(leads, lines * 2);
      assigns = Arrays.copyOf(assigns, lines * 2);
      comments = Arrays.copyOf(comments, lines * 2);
      ends = Arrays.copyOf(ends, lines * 2);
      widths = Arrays.copyOf(widths, lines * 2);
    }
    int line = lines++;
    leads[line] = start;
    ends[line] = end;
    assigns[line] = NONE;
    comments[line] = NONE;
    int last = end;
    if (end - start > 1 && tokens.type(end - 1) == TokenType.COMMENT) {
      last = end - 1;
      comments[line] = last;
    }
    for (int token = start + 1; token < last; token++) {
      if (tokens.type(token) == TokenType.EQUAL) {
        // A value that goes on in the next lines is not aligned with anything.
        if (bracketChange(token, last) == 0) {
          assigns[line] = token;
        }
        return;
      }
    }
  }

  private int bracketChange(int from, int to) {
    int change = 0;
    for (int token = from; token < to; token++) {
      change += tokens.type(token).bracketChange();
    }
    return change;
  }

  private int assignEnd(int line) {
    return comments[line] == NONE ? ends[line] : comments[line];
  }

  private int leadEnd(int line) {
    return assigns[line] == NONE ? assignEnd(line) : assigns[line];
  }

  /**
   * A line that opens more brackets than it closes indents what follows by one step, however many
   * it opens; closing them all takes the step back.
   */
  private void indent() {
    for (int line = 0; line < lines; line++) {
      int first = leads[line];
      if (leadEnd(line) == first) {
        continue;
      }
      if (tokens.type(first) == TokenType.NEWLINE) {
        tokens.setBlanks(first, 0);
        continue;
      }
      int change = lineChange(line);
      if (change > 0) {
        tokens.setBlanks(first, INDENT * depth);
        if (depth == opened.length) {
          opened = Arrays.copyOf(opened, depth * 2);
        }
        opened[depth++] = change;
      } else {
        int closed = -change;
        while (closed > 0 && depth > 0) {
          int top = opened[depth - 1];
          if (closed < top) {
            opened[depth - 1] = top - closed;
            closed = 0;
          } else {
            closed -= top;
            depth--;
          }
        }
        tokens.setBlanks(first, INDENT * depth);
      }
    }
  }

  private int lineChange(int line) {
    int change = 0;
    for (int token = leads[line]; token < leadEnd(line); token++) {
      change += tokens.type(token).bracketChange();
      if (tokens.type(token) == TokenType.OPEN_HEREDOC) {
        break;
      }
    }
    if (assigns[line] != NONE) {
      change += bracketChange(assigns[line], assignEnd(line));
    }
    return change;
  }

  private void space() {
    for (int line = 0; line < lines; line++) {
      spaceCell(leads[line], leadEnd(line));
      if (assigns[line] != NONE) {
        tokens.setBlanks(assigns[line], 1);
        spaceCell(assigns[line], assignEnd(line));
      }
    }
  }

  private void spaceCell(int from, int to) {
    for (int token = from; token + 1 < to; token++) {
      int before = token == from ? NONE : token - 1;
      tokens.setBlanks(token + 1, isSpaced(before, token, token + 1) ? 1 : 0);
    }
  }

  /**
   * Whether a blank goes between a token and the one after it. The first rule that fits decides.
   */
  private boolean isSpaced(int beforeToken, int token, int afterToken) {
    TokenType type = tokens.type(token);
    TokenType after = tokens.type(afterToken);
    TokenType before = beforeToken == NONE ? null : tokens.type(beforeToken);
    if (after == TokenType.NEWLINE) {
      return false;
    }
    if (type == TokenType.IDENTIFIER
        && (after == TokenType.OPEN_PAREN || after == TokenType.DOUBLE_COLON)) {
      return false;
    }
    if (type == TokenType.DOUBLE_COLON && after == TokenType.IDENTIFIER
        || type == TokenType.DOT
        || after == TokenType.DOT
        || after == TokenType.COMMA
        || after == TokenType.ELLIPSIS) {
      return false;
    }
    if (type == TokenType.COMMA) {
      return true;
    }
    if (isInsideOfString(type, after)) {
      return false;
    }
    if (before == TokenType.IDENTIFIER && tokens.isIn(token)) {
      // "in" is a keyword here, so a bracket after it is a list and no index.
      return true;
    }
    if (after == TokenType.OPEN_BRACKET
        && (type == TokenType.IDENTIFIER || type == TokenType.NUMBER || type.bracketChange() < 0)) {
      return false;
    }
    if (type == TokenType.BANG) {
      return false;
    }
    if (type == TokenType.MINUS) {
      return isEndOfOperand(before);
    }
    if (type == TokenType.OPEN_BRACE || after == TokenType.CLOSE_BRACE) {
      return type != TokenType.OPEN_BRACE || after != TokenType.CLOSE_BRACE;
    }
    boolean opensTemplate =
        type == TokenType.TEMPLATE_INTERPOLATION || type == TokenType.TEMPLATE_DIRECTIVE;
    if (opensTemplate && after == TokenType.OPEN_BRACE
        || type == TokenType.CLOSE_BRACE && after == TokenType.TEMPLATE_END) {
      return true;
    }
    if (type == TokenType.TEMPLATE_END
        && (after == TokenType.TEMPLATE_INTERPOLATION || after == TokenType.TEMPLATE_DIRECTIVE)) {
      return false;
    }
    return type.bracketChange() <= 0 && after.bracketChange() >= 0;
  }

  private static boolean isInsideOfString(TokenType type, TokenType after) {
    return type.isText()
        || type == TokenType.OPEN_QUOTE
        || type == TokenType.OPEN_HEREDOC
        || after.isText()
        || after == TokenType.CLOSE_QUOTE
        || after == TokenType.CLOSE_HEREDOC;
  }

  /** Whether a minus after the token subtracts; otherwise it negates what comes next. */
  private static boolean isEndOfOperand(TokenType before) {
    return before != null && !BEFORE_OPERAND.contains(before);
  }

  private void alignAssigns() {
    for (int line = 0; line < lines; line++) {
      if (assigns[line] != NONE) {
        widths[line] = tokens.columns(leads[line], assigns[line]);
      }
    }
    align(assigns);
  }

  private void alignComments() {
    for (int line = 0; line < lines; line++) {
      if (comments[line] != NONE) {
        widths[line] = tokens.columns(leads[line], comments[line]);
      }
    }
    align(comments);
  }

  /** Lines next to each other that all have the cell get it at one column. */
  private void align(int[] cells) {
    int line = 0;
    while (line < lines) {
      if (cells[line] == NONE) {
        line++;
        continue;
      }
      int first = line;
      int widest = 0;
      for (; line < lines && cells[line] != NONE; line++) {
        widest = Math.max(widest, widths[line]);
      }
      for (int k = first; k < line; k++) {
        tokens.setBlanks(cells[k], widest - widths[k] + 1);
      }
    }
  }
}
