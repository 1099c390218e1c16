package dev.homelab.maven.check.kickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every command and section of EL9, from el9-commands.txt. */
final class Commands {

  private final Map<String, Command> byName = new TreeMap<>();

  Commands() {
    try (InputStream in = Commands.class.getResourceAsStream("el9-commands.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Command::parse)
          .forEach(command -> byName.put(command.name(), command));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a damaged jar
    }
  }

  Optional<Command> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The commands that may be used. */
  List<String> names() {
    return byName.values().stream()
        .filter(c -> c.state() == Command.State.KNOWN || c.state() == Command.State.FREE)
        .map(Command::name)
        .filter(name -> !name.startsWith("%"))
        .toList();
  }

  /** The sections, each with its percent sign. */
  List<String> sections() {
    return byName.keySet().stream().filter(name -> name.startsWith("%")).toList();
  }
}
