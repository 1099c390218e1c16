package dev.homelab.maven.process;

import dev.homelab.maven.process.Secrets.Span;

/**
 * Cuts what a program prints into lines and masks them.
 *
 * <p>A line without an end comes in pieces, so that it needs no more memory than a short one; none
 * of the cuts goes through a secret. A carriage return ends a line too: progress is printed so.
 */
final class MaskedLines {

  /** Gets each piece as soon as it is there. */
  interface Sink {
    /**
     * Gets a piece.
     *
     * @param first whether it begins a line
     * @param last whether it ends one
     */
    void piece(String text, boolean first, boolean last);
  }

  static final int LONGEST_PIECE = 8 << 10;

  private final Secrets secrets;
  private final Sink sink;
  private final StringBuilder pending = new StringBuilder();
  private boolean first = true;
  private boolean afterReturn;

  MaskedLines(Secrets secrets, Sink sink) {
    this.secrets = secrets;
    this.sink = sink;
  }

  void add(char[] text, int length) {
    for (int i = 0; i < length; i++) {
      char c = text[i];
      if (c == '\n' && afterReturn) {
        afterReturn = false; // the line has ended with the return before it
        continue;
      }
      afterReturn = c == '\r';
      if (c == '\n' || c == '\r') {
        emit(pending.length(), true);
      } else {
        pending.append(c);
        if (pending.length() >= LONGEST_PIECE + secrets.longest()) {
          emit(cut(), false);
        }
      }
    }
  }

  /** What is left is the last line, though it has no end. */
  void end() {
    if (!pending.isEmpty() || !first) {
      emit(pending.length(), true);
    }
  }

  private int cut() {
    int cut = LONGEST_PIECE;
    for (Span span : secrets.find(pending.toString())) {
      if (span.start() < cut && span.end() > cut) {
        cut = span.end();
      }
    }
    return Character.isHighSurrogate(pending.charAt(cut - 1)) ? cut - 1 : cut;
  }

  private void emit(int length, boolean last) {
    String text = pending.substring(0, length);
    pending.delete(0, length);
    sink.piece(secrets.mask(text), first, last);
    first = last;
  }
}
