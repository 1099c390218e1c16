package dev.homelab.maven.hcl;

import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Body;
import dev.homelab.maven.hcl.ast.Expression;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code tofu fmt} changes beyond blanks. */
final class TofuEdits {
  private final Tokens tokens;
  private final Body file;
  private final List<Edit> edits = new ArrayList<>();

  /** The token that was looked for last: the next one is not far from it. */
  private int near;

  TofuEdits(HclFile file) {
    tokens = file.tokens();
    this.file = file.body();
  }

  List<Edit> collect() {
    collect(file, null);
    return edits;
  }

  /**
   * @param parent the block around the body if that stands in the file itself, else null
   */
  private void collect(Body body, Block parent) {
    for (Body.Item item : body.items()) {
      if (item instanceof Block block) {
        quoteLabels(block);
        collect(block.body(), body == file ? block : null);
      } else if (item instanceof Attribute attribute) {
        boolean type =
            parent != null && parent.type().equals("variable") && attribute.name().equals("type");
        if (type) {
          updateType(attribute.value());
        } else {
          unwrap(attribute.value());
        }
      }
    }
  }

  /** The first token that starts at or after the offset. */
  private int firstFrom(int offset) {
    while (near > 0 && tokens.start(near - 1) >= offset) {
      near--;
    }
    while (near < tokens.size() && tokens.start(near) < offset) {
      near++;
    }
    return near;
  }

  /** Labels get their quotes, and what stands between the type and the last label goes. */
  private void quoteLabels(Block block) {
    if (block.labels().isEmpty()) {
      return;
    }
    int from = firstFrom(block.start()) + 1;
    int to = firstFrom(block.headerEnd());
    List<Edit.Token> quoted = new ArrayList<>();
    for (Block.Label label : block.labels()) {
      quoted.add(Edit.Token.of(TokenType.OPEN_QUOTE, "\""));
      if (!label.text().isEmpty()) {
        quoted.add(Edit.Token.of(TokenType.QUOTED_TEXT, escape(label.text())));
      }
      quoted.add(Edit.Token.of(TokenType.CLOSE_QUOTE, "\""));
    }
    if (!isSame(from, to, quoted)) {
      edits.add(new Edit(from, to, quoted));
    }
  }

  private boolean isSame(int from, int to, List<Edit.Token> replacement) {
    if (to - from != replacement.size()) {
      return false;
    }
    for (int i = 0; i < replacement.size(); i++) {
      Edit.Token token = replacement.get(i);
      if (tokens.type(from + i) != token.type()
          || !Arrays.equals(
              tokens.source,
              tokens.start(from + i),
              tokens.end(from + i),
              token.text(),
              0,
              token.text().length)) {
        return false;
      }
    }
    return true;
  }

  private static String escape(String label) {
    String text = isPlain(label) ? label : Normalizer.normalize(label, Normalizer.Form.NFC);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '$', '%' -> {
          out.append((char) c);
          if (i < text.length() && text.charAt(i) == '{') {
            out.append((char) c);
          }
        }
        default -> {
          if (isPrintable(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
          }
        }
      }
    }
    return out.toString();
  }

  /** Whether it is ASCII, of which there is one form only. */
  private static boolean isPlain(String label) {
    for (int i = 0; i < label.length(); i++) {
      if (label.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** {@code list} becomes {@code list(any)}, and the quoted types of old become what they meant. */
  private void updateType(Expression type) {
    String element = null;
    String name = null;
    if (type instanceof Expression.Variable variable) {
      name = variable.name();
      element = "any";
    } else if (type instanceof Expression.Template template && !template.heredoc()) {
      name = template.literal();
      element = "string";
      if (firstFrom(type.end()) - firstFrom(type.start()) != 3) {
        return;
      }
    }
    if (name == null) {
      return;
    }
    List<Edit.Token> replacement = new ArrayList<>();
    replacement.add(Edit.Token.of(TokenType.IDENTIFIER, name));
    boolean collection =
        name.equals("list") || name.equals("map") || name.equals("set") && element.equals("any");
    if (collection) {
      replacement.add(Edit.Token.of(TokenType.OPEN_PAREN, "("));
      replacement.add(Edit.Token.of(TokenType.IDENTIFIER, element));
      replacement.add(Edit.Token.of(TokenType.CLOSE_PAREN, ")"));
    } else if (!name.equals("string") || element.equals("any")) {
      return;
    }
    edits.add(new Edit(firstFrom(type.start()), firstFrom(type.end()), replacement));
  }

  /** {@code "${x}"} becomes {@code x}. */
  private void unwrap(Expression value) {
    if (!(value instanceof Expression.Template template)
        || template.heredoc()
        || !template.isWrapper()) {
      return;
    }
    int from = firstFrom(value.start());
    int to = firstFrom(value.end());
    int first = from + 2;
    int last = to - 2;
    if (holdsTemplate(first, last)) {
      return;
    }
    while (first < last && tokens.type(first) == TokenType.NEWLINE) {
      first++;
    }
    while (last > first && tokens.type(last - 1) == TokenType.NEWLINE) {
      last--;
    }
    boolean lines = false;
    boolean lineComments = false;
    List<Edit.Token> inner = new ArrayList<>();
    for (int token = first; token < last; token++) {
      lines |= tokens.type(token) == TokenType.NEWLINE;
      lineComments |= tokens.type(token) == TokenType.COMMENT && tokens.endsLine(token);
      inner.add(Edit.Token.existing(token));
    }
    boolean parentheses =
        tokens.type(first) == TokenType.OPEN_PAREN
            && tokens.type(last - 1) == TokenType.CLOSE_PAREN;
    if (lines && !parentheses) {
      inner.add(0, Edit.Token.of(TokenType.OPEN_PAREN, "("));
      inner.add(Edit.Token.of(TokenType.CLOSE_PAREN, ")"));
    }
    if (!(lines || lineComments) || isReadable(inner)) {
      edits.add(new Edit(from, to, inner));
    }
  }

  /** Whether there are template sequences in the tokens that do not belong to a quoted string. */
  private boolean holdsTemplate(int from, int to) {
    int quotes = 0;
    for (int token = from; token < to; token++) {
      switch (tokens.type(token)) {
        case OPEN_QUOTE -> quotes++;
        case CLOSE_QUOTE -> quotes--;
        case TEMPLATE_INTERPOLATION, TEMPLATE_END -> {
          if (quotes == 0) {
            return true;
          }
        }
        default -> {
          // everything else may stand there
        }
      }
    }
    return false;
  }

  /** Whether the tokens are a value without the braces that joined their lines. */
  private boolean isReadable(List<Edit.Token> value) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("x = ".getBytes(StandardCharsets.US_ASCII));
    for (Edit.Token token : value) {
      if (token.isNew()) {
        text.writeBytes(token.text());
      } else {
        int start = tokens.start(token.index());
        text.write(tokens.source, start, tokens.end(token.index()) - start);
        text.write(' ');
      }
    }
    text.write('\n');
    HclFile file = Hcl.parse("", text.toByteArray());
    return file.isValid() && file.body().items().size() == 1;
  }
}
