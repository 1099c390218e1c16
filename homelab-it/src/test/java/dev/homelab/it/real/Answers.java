package dev.homelab.it.real;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A homelab's answers as packer and tofu get them: by `make env`, which a shell would read. */
final class Answers {

  private static final Pattern ASSIGNMENT =
      Pattern.compile("((?:PKR|TF)_VAR_[a-z0-9_]+)='([^']*)'");

  private Answers() {}

  static Map<String, String> forTheTools(Path lab) {
    Map<String, String> answers = new TreeMap<>();
    ASSIGNMENT
        .matcher(Program.tool("make").in(lab).run("-s", "env").succeeded().out())
        .results()
        .forEach(found -> answers.put(found.group(1), found.group(2)));
    return answers;
  }
}
