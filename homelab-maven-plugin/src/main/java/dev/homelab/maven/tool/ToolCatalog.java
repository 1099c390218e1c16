package dev.homelab.maven.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is known of every tool: the plugin's own file tools.yaml. */
public final class ToolCatalog {

  /**
   * A package manager.
   *
   * @param program which shows that it is here; empty for one that is the last resort
   * @param command what to type before the package's name
   */
  record Manager(String program, String command) {}

  private final Map<String, Manager> managers = new LinkedHashMap<>();
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  private ToolCatalog() {}

  /** The plugin's. */
  public static ToolCatalog load() {
    try (InputStream in = ToolCatalog.class.getResourceAsStream("tools.yaml")) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ToolCatalog read(InputStream in) {
    ToolCatalog catalog = new ToolCatalog();
    Map<String, Object> all = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
    map(all.get("managers"))
        .forEach(
            (name, manager) ->
                catalog.managers.put(
                    name, new Manager(text(manager, "program"), text(manager, "command"))));
    for (Object tool : list(all.get("tools"))) {
      catalog.tools.put(text(tool, "name"), tool(map(tool)));
    }
    return catalog;
  }

  /**
   * The tool of that name.
   *
   * @throws IllegalArgumentException for one that the file does not have
   */
  Tool tool(String name) {
    if (!tools.containsKey(name)) {
      throw new IllegalArgumentException("tools.yaml has no " + name);
    }
    return tools.get(name);
  }

  List<Tool> tools() {
    return List.copyOf(tools.values());
  }

  /** By name, those that suit a system better first. */
  Map<String, Manager> managers() {
    return managers;
  }

  private static Tool tool(Map<String, Object> tool) {
    Map<String, String> install = new LinkedHashMap<>();
    map(tool.get("install")).forEach((manager, name) -> install.put(manager, name.toString()));
    Map<String, Object> version = map(tool.get("version"));
    return new Tool(
        text(tool, "name"),
        list(version.get("ask")).stream().map(Object::toString).toList(),
        Pattern.compile(text(version, "answer")),
        new Version(text(tool, "from")),
        Optional.ofNullable(tool.get("below")).map(b -> new Version(b.toString())),
        install,
        downloads(tool));
  }

  private static Map<String, List<Download>> downloads(Map<String, Object> tool) {
    Map<String, List<Download>> downloads = new LinkedHashMap<>();
    map(tool.get("artifact-entries"))
        .forEach(
            (platform, entries) ->
                add(
                    downloads,
                    platform,
                    new Download(
                        new Version(text(tool, "artifact-release")),
                        Optional.empty(),
                        Optional.of(text(tool, "artifact")),
                        text(tool, "artifact-sha256"),
                        list(entries).stream().map(Object::toString).toList())));
    map(tool.get("files"))
        .forEach(
            (platform, file) ->
                add(
                    downloads,
                    platform,
                    new Download(
                        new Version(text(tool, "release")),
                        Optional.of(URI.create(text(file, "url"))),
                        Optional.empty(),
                        text(file, "sha256"),
                        Optional.ofNullable(map(file).get("entry")).map(Object::toString).stream()
                            .toList())));
    return downloads;
  }

  private static void add(
      Map<String, List<Download>> downloads, String platform, Download download) {
    downloads.computeIfAbsent(platform, p -> new ArrayList<>()).add(download);
  }

  private static String text(Object holder, String key) {
    Object value = map(holder).get(key);
    if (value == null) {
      throw new IllegalArgumentException("tools.yaml: no " + key + " in " + holder);
    }
    return value.toString();
  }

  @SuppressWarnings("unchecked") // its keys are words in a file of our own
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }
}
