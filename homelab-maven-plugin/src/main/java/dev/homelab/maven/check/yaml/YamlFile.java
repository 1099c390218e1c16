package dev.homelab.maven.check.yaml;

import dev.homelab.maven.problem.Location;
import dev.homelab.maven.tree.SourceFile;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The documents of one YAML file, as nodes that know their places.
 *
 * <p>Nothing is constructed from them, so aliases cost nothing however often they multiply; nesting
 * and size are bounded.
 */
public final class YamlFile {

  /** Deeper nesting is refused, because the composer recurses. */
  static final int MAX_DEPTH = 100;

  private final SourceFile source;
  private final List<YamlValue> documents;
  private final Optional<Broken> broken;

  /**
   * Why a file cannot be read, and where.
   *
   * @param tooDeep whether it is good YAML that is only nested too deep
   */
  record Broken(Location where, String what, boolean tooDeep) {}

  private YamlFile(SourceFile source, List<YamlValue> documents, Optional<Broken> broken) {
    this.source = source;
    this.documents = List.copyOf(documents);
    this.broken = broken;
  }

  /** Reads what can be read, once: of a broken file the documents before the fault. */
  public static YamlFile read(SourceFile source) {
    return source.model(YamlFile.class, YamlFile::parse);
  }

  private static YamlFile parse(SourceFile source) {
    String text = source.text().orElse("");
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setCodePointLimit((int) SourceFile.MAX_BYTES);
    List<YamlValue> documents = new ArrayList<>();
    try {
      for (Node document : new Yaml(options).composeAll(new StringReader(text))) {
        YamlValue value = new YamlValue(source, document);
        if (!value.isNull()) {
          documents.add(value);
        }
      }
    } catch (MarkedYAMLException e) {
      return new YamlFile(source, documents, Optional.of(broken(source, e)));
    } catch (ReaderException e) {
      return new YamlFile(source, documents, Optional.of(broken(source, text, e)));
    } catch (YAMLException e) {
      // The only other one at this stage: the nesting limit, which knows no place.
      Broken why =
          new Broken(source.location(), "nested deeper than " + MAX_DEPTH + " levels", true);
      return new YamlFile(source, documents, Optional.of(why));
    }
    return new YamlFile(source, documents, Optional.empty());
  }

  /** The file itself. */
  public SourceFile source() {
    return source;
  }

  /** Its documents, but for empty ones. */
  public List<YamlValue> documents() {
    return documents;
  }

  /** Whether it could be read to its end. */
  public boolean readable() {
    return broken.isEmpty() && source.text().isPresent();
  }

  Optional<Broken> broken() {
    return broken;
  }

  static Broken broken(SourceFile source, MarkedYAMLException e) {
    Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    Location where =
        mark == null
            ? source.location()
            : source.location(mark.getLine() + 1, mark.getColumn() + 1);
    return new Broken(where, e.getProblem() == null ? "not YAML" : e.getProblem(), false);
  }

  private static Broken broken(SourceFile source, String text, ReaderException e) {
    int line = 1;
    int column = 1;
    int position = 0;
    for (int i = 0; i < text.length() && position < e.getPosition(); position++) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
    return new Broken(
        source.location(line, column),
        String.format("the character U+%04X, which YAML does not allow", e.getCodePoint()),
        false);
  }
}
