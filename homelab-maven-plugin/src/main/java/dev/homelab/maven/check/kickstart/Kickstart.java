package dev.homelab.maven.check.kickstart;

import dev.homelab.maven.check.kickstart.Words.Word;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.tree.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A kickstart file in its parts: command lines, and sections with their ends. */
final class Kickstart {

  /**
   * A command line or the head of a section.
   *
   * @param words the first is the name
   */
  record Line(SourceFile file, int number, String text, List<Word> words) {

    String name() {
      return words.get(0).text();
    }

    List<Word> arguments() {
      return words.subList(1, words.size());
    }

    Location at(Word word) {
      return at(word.index());
    }

    Location at(int index) {
      return file.location(number, text.codePointCount(0, index) + 1);
    }
  }

  /**
   * A section.
   *
   * @param closed whether an %end was there before the next section and the end of the file
   * @param next the section that begins in it, if one does
   */
  record Section(Line head, boolean closed, Optional<Line> next) {}

  /** What nobody wrote is read so far, and no further. */
  private static final int MOST = 10_000;

  private final SourceFile file;
  private final Set<String> knownSections;
  private final List<Line> commands = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Line> ends = new ArrayList<>();
  private final List<Line> includes = new ArrayList<>();
  private final List<Location> unclosedQuotes = new ArrayList<>();
  private boolean open;

  Kickstart(SourceFile file, Set<String> knownSections) {
    this.file = file;
    this.knownSections = knownSections;
    read();
  }

  SourceFile file() {
    return file;
  }

  List<Line> commands() {
    return commands;
  }

  List<Section> sections() {
    return sections;
  }

  /** The %end lines outside of sections. */
  List<Line> ends() {
    return ends;
  }

  List<Line> includes() {
    return includes;
  }

  List<Location> unclosedQuotes() {
    return unclosedQuotes;
  }

  /**
   * Whether there may be commands that are not seen: an include, a line of packer's, a broken one.
   */
  boolean open() {
    return open;
  }

  private void read() {
    String[] masked = Placeholders.masked(file.text().orElse("")).split("\n", -1);
    Line section = null;
    for (int i = 0; i < Math.min(MOST, file.lines().size()); i++) {
      String text = masked[i].strip();
      String first = text.split("\\s", 2)[0];
      if (section != null && !first.equals("%end") && !knownSections.contains(first)) {
        continue; // what stands in a section is for somebody else
      }
      Words words = new Words(masked[i]);
      if (words.unclosedQuote() >= 0) {
        int column = file.lines().get(i).codePointCount(0, words.unclosedQuote()) + 1;
        unclosedQuotes.add(file.location(i + 1, column));
        open = true; // whatever the line was meant to be
        continue;
      }
      if (words.all().isEmpty()) {
        continue;
      }
      Line line = new Line(file, i + 1, file.lines().get(i), words.all());
      section = section == null ? outside(line) : inside(section, line);
    }
    if (section != null) {
      sections.add(new Section(section, false, Optional.empty()));
    }
  }

  private Line outside(Line line) {
    String name = line.name();
    if (name.equals("%end")) {
      ends.add(line);
    } else if (name.equals("%include") || name.equals("%ksappend")) {
      includes.add(line);
      open = true;
    } else if (name.startsWith("%")) {
      return line;
    } else if (Placeholders.in(name)) {
      open = true;
    } else {
      commands.add(line);
    }
    return null;
  }

  private Line inside(Line section, Line line) {
    boolean end = line.name().equals("%end");
    sections.add(new Section(section, end, end ? Optional.empty() : Optional.of(line)));
    return end ? null : line;
  }
}
