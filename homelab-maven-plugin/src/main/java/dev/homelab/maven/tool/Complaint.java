package dev.homelab.maven.tool;

/**
 * What a tool finds wrong with a file, in the same form for all of them.
 *
 * @param file as the tool names it: relative to the folder it ran in, with slashes
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 for the line as a whole
 * @param error whether the tool calls it an error
 * @param code the tool's name for it, "SC2086"; empty when it has none
 * @param text what it says, in one line
 */
public record Complaint(
    String file, int line, int column, boolean error, String code, String text) {

  /** Of the same, about a file of another name. */
  public Complaint in(String newFile) {
    return new Complaint(newFile, line, column, error, code, text);
  }
}
