package dev.homelab.maven.answers;

import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What homelab.properties says, however wrong it is.
 *
 * <p>A line is blank, a comment that begins with {@code #}, or {@code key = value}. That is the
 * part that make, java.util.Properties and the shell agree on; {@link AnswerRules} refuses the
 * rest.
 */
public final class Answers {

  /** The file, in the homelab's own folder. */
  public static final String FILE = "homelab.properties";

  /** Stands where an answer must still be given. */
  public static final String MARKER = "CHANGEME";

  private final Map<String, Answer> byKey = new LinkedHashMap<>();
  private final List<Answer> repeated = new ArrayList<>();
  private final List<Integer> unreadable = new ArrayList<>();
  private final List<Integer> trailingBlanks = new ArrayList<>();
  private final boolean present;
  private List<Finding> findings;

  private Answers(boolean present) {
    this.present = present;
  }

  /** Reads the file of this tree. Without one, there are no answers. */
  public static Answers of(Tree tree) {
    return of(tree.file(FILE));
  }

  /** Reads the file of the homelab in this folder, and looks at none of its other files. */
  public static Answers in(Path homelab) {
    return of(SourceFile.in(homelab, FILE));
  }

  private static Answers of(Optional<SourceFile> file) {
    Answers answers = new Answers(file.isPresent());
    List<String> lines = file.map(SourceFile::lines).orElse(List.of());
    for (int i = 0; i < lines.size(); i++) {
      answers.add(lines.get(i), i + 1);
    }
    return answers;
  }

  private void add(String line, int number) {
    String trimmed = line.strip();
    if (trimmed.isEmpty() || trimmed.startsWith("#")) {
      return;
    }
    int equals = line.indexOf('=');
    String key = equals < 0 ? "" : line.substring(0, equals).strip();
    if (key.isEmpty()) {
      unreadable.add(number);
      return;
    }
    String rest = line.substring(equals + 1);
    if (!rest.isBlank() && !rest.equals(rest.stripTrailing())) {
      trailingBlanks.add(number);
    }
    int blanks = rest.length() - rest.stripLeading().length();
    int valueColumn = line.codePointCount(0, equals + 1 + blanks) + 1;
    Answer answer = new Answer(key, rest.strip(), number, indent(line) + 1, valueColumn);
    if (byKey.putIfAbsent(key, answer) != null) {
      repeated.add(answer);
    }
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** The same, but for these values; a key that was not there gets no place in the file. */
  public Answers with(Map<String, String> values) {
    Answers changed = new Answers(present);
    changed.byKey.putAll(byKey);
    changed.repeated.addAll(repeated);
    changed.unreadable.addAll(unreadable);
    changed.trailingBlanks.addAll(trailingBlanks);
    values.forEach(
        (key, value) ->
            changed.byKey.merge(
                key,
                new Answer(key, value, 0, 0, 0),
                (old, added) ->
                    new Answer(key, value, old.line(), old.keyColumn(), old.valueColumn())));
    return changed;
  }

  /** Whether there is a file at all. */
  public boolean present() {
    return present;
  }

  /** The answers in the order of the file; of repeated keys the first. */
  public List<Answer> all() {
    return List.copyOf(byKey.values());
  }

  /** The answer to a key. */
  public Optional<Answer> get(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The value of a key that is there, is not empty and holds no marker. */
  public Optional<String> value(String key) {
    Answer answer = byKey.get(key);
    return answer == null || answer.unanswered() || answer.value().isEmpty()
        ? Optional.empty()
        : Optional.of(answer.value());
  }

  /** The environment to act on: the answer, or its default. */
  public String environment() {
    return value("environment")
        .or(() -> Question.of("environment").flatMap(Question::standard))
        .orElseThrow();
  }

  /** All that is wrong with them, worked out once for all checks that ask. */
  public synchronized List<Finding> findings() {
    if (findings == null) {
      findings = AnswerRules.judge(this);
    }
    return findings;
  }

  /** The answers whose key was there before. */
  List<Answer> repeated() {
    return List.copyOf(repeated);
  }

  /** The numbers of the lines that are neither blank, comment nor {@code key = value}. */
  List<Integer> unreadable() {
    return List.copyOf(unreadable);
  }

  /** The numbers of the lines whose value is followed by blanks. */
  List<Integer> trailingBlanks() {
    return List.copyOf(trailingBlanks);
  }
}
