package dev.homelab.maven.hcl;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tokens that take the place of others.
 *
 * @param from the first token that goes
 * @param to the token after the last that goes
 */
record Edit(int from, int to, List<Token> replacement) {
  /**
   * A token of the source, by its index, or a new one.
   *
   * @param type null for a token of the source
   */
  record Token(int index, TokenType type, byte[] text) {
    static Token existing(int index) {
      return new Token(index, null, null);
    }

    static Token of(TokenType type, String text) {
      return new Token(-1, type, text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isNew() {
      return type != null;
    }
  }
}
