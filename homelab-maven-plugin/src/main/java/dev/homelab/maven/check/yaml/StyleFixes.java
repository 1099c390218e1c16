package dev.homelab.maven.check.yaml;

import java.util.Map;

/** What to do about a complaint of yamllint, by its rule. */
final class StyleFixes {

  private static final Map<String, String> BY_RULE =
      Map.ofEntries(
          Map.entry(
              "syntax",
              "look at this line and the one before it for a missing colon, quote or bracket, a tab, or a wrong indent"),
          Map.entry(
              "anchors", "name each anchor (&name) once, before the aliases (*name) that use it"),
          Map.entry(
              "braces",
              "put no more and no fewer blanks inside { } than .yamllint asks for, by default none"),
          Map.entry(
              "brackets",
              "put no more and no fewer blanks inside [ ] than .yamllint asks for, by default none"),
          Map.entry("colons", "write no blank before a colon and one after it"),
          Map.entry("commas", "write no blank before a comma and one after it"),
          Map.entry(
              "comments",
              "write \"# text\", with two blanks before the # where something precedes it"),
          Map.entry("comments-indentation", "indent the comment like the line that follows it"),
          Map.entry(
              "document-end",
              "end the document with a line \"...\", or take that line out, as .yamllint asks"),
          Map.entry(
              "document-start",
              "begin the document with a line \"---\", or take that line out, as .yamllint asks"),
          Map.entry("empty-lines", "delete the surplus blank lines"),
          Map.entry("empty-values", "write the value, or null if none is meant"),
          Map.entry(
              "float-values",
              "write the number with a digit before its point, or in quotes if it is text"),
          Map.entry("hyphens", "write one blank after the hyphen"),
          Map.entry(
              "indentation",
              "indent with the same number of blanks everywhere in the file, two as a rule, lists one step deeper than their key"),
          Map.entry("key-duplicates", "delete one of the two: only the last one counts"),
          Map.entry("key-ordering", "sort the keys by the alphabet"),
          Map.entry("line-length", "break the line; a long text can go on with > or |"),
          Map.entry("new-line-at-end-of-file", "end the last line with a line feed"),
          Map.entry("new-lines", "end the lines as .yamllint asks, by default with LF"),
          Map.entry(
              "octal-values", "put the value in quotes: a leading zero makes it an octal number"),
          Map.entry("quoted-strings", "quote the text as .yamllint asks"),
          Map.entry("trailing-spaces", "delete the blanks at the end of the line"),
          Map.entry("truthy", "write true or false; in quotes if it is text"));

  private StyleFixes() {}

  static String of(String rule) {
    return BY_RULE.getOrDefault(rule, "mend it, or change the rule " + rule + " in .yamllint");
  }
}
