package dev.homelab.maven.process;

/** The beginning of what a program printed: all of it, unless it is out of all proportion. */
final class Captured {

  static final int MOST = 16 << 20;

  private final StringBuilder text = new StringBuilder();
  private boolean whole = true;

  synchronized void add(String piece, boolean endsLine) {
    if (text.length() + piece.length() >= MOST) {
      whole = false;
    }
    if (whole) {
      text.append(piece);
      if (endsLine) {
        text.append('\n');
      }
    }
  }

  /** Nobody waits for the rest. */
  synchronized void cut() {
    whole = false;
  }

  synchronized boolean whole() {
    return whole;
  }

  synchronized String text() {
    return text.toString();
  }
}
