package dev.homelab.maven.proxmox;

import dev.homelab.maven.problem.Printable;

/** What somebody else wrote, made fit for a sentence of ours. */
final class Words {

  private static final int LONGEST = 400;

  private Words() {}

  /** On one line, with nothing hidden in it, and not longer than a person reads. */
  static String cut(String text) {
    String line = Printable.of(text.strip());
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "...";
  }

  /** Likewise, without the full stop that our sentences do not have either. */
  static String phrase(String text) {
    return cut(text.strip().replaceFirst("[.\\s]+$", ""));
  }
}
