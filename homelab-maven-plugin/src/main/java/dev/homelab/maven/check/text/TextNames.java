package dev.homelab.maven.check.text;

import dev.homelab.maven.tree.SourceFile;
import java.util.Locale;
import java.util.Set;

/** Tells text from other files: by the name where it says so, else by the content as git does. */
final class TextNames {

  private static final Set<String> TEXT_ENDINGS =
      Set.of(
          "cfg",
          "conf",
          "css",
          "csv",
          "env",
          "example",
          "gitignore",
          "groovy",
          "hcl",
          "html",
          "ini",
          "java",
          "js",
          "json",
          "ks",
          "md",
          "mk",
          "pem",
          "properties",
          "ps1",
          "pub",
          "py",
          "rules",
          "service",
          "sh",
          "sql",
          "svg",
          "tf",
          "tfvars",
          "toml",
          "tpl",
          "txt",
          "xml",
          "yaml",
          "yamllint",
          "yml",
          "editorconfig",
          "gitattributes",
          "config",
          "timer");

  private static final Set<String> TEXT_NAMES = Set.of("Makefile", "LICENSE", "README", "NOTICE");

  private static final Set<String> OTHER_ENDINGS =
      Set.of(
          "7z", "bin", "bz2", "der", "doc", "docx", "eot", "gif", "gpg", "gz", "ico", "img", "iso",
          "jar", "jks", "jpeg", "jpg", "kdbx", "mp4", "odt", "otf", "p12", "pdf", "pfx", "png",
          "qcow2", "tar", "tgz", "tiff", "ttf", "webp", "woff", "woff2", "xls", "xlsx", "xz", "zip",
          "zst");

  /** How far git looks for a NUL before it calls a file text. */
  private static final int GIT_LOOKS_AT = 8000;

  private TextNames() {}

  static boolean isText(SourceFile file, byte[] bytes) {
    String name = file.name();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (TEXT_NAMES.contains(name) || TEXT_ENDINGS.contains(ending)) {
      return true;
    }
    if (OTHER_ENDINGS.contains(ending)) {
      return false;
    }
    if (Encoding.utf16(bytes)) {
      return true;
    }
    for (int i = 0; i < Math.min(bytes.length, GIT_LOOKS_AT); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }
}
