package dev.homelab.maven.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** YAML that was written by somebody else, as plain maps, lists and scalars. */
final class Yamls {

  private static final int DEEPEST = 20;

  private Yamls() {}

  /** Reads one document whose top is a map. Anchors are refused: nothing that we read needs any. */
  static Map<String, Object> map(byte[] bytes) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      if (new Yaml(new SafeConstructor(options)).load(text) instanceof Map<?, ?> map) {
        return strings(map);
      }
      throw new IOException("its top is no map");
    } catch (YAMLException e) {
      throw new IOException(e.getMessage().lines().findFirst().orElse("not YAML"));
    }
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> strings = new LinkedHashMap<>();
    map.forEach((key, value) -> strings.put(String.valueOf(key), value));
    return strings;
  }

  /** The map under that name; empty when there is none. */
  static Map<String, Object> map(Map<String, Object> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? strings(map) : Map.of();
  }

  /** The maps in the list under that name. */
  static List<Map<String, Object>> maps(Map<String, Object> parent, String name) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (parent.get(name) instanceof List<?> list) {
      for (Object one : list) {
        maps.add(one instanceof Map<?, ?> map ? strings(map) : Map.of());
      }
    }
    return maps;
  }

  /** The text under that name; empty when there is none. */
  static String text(Map<String, Object> parent, String name) {
    return parent.get(name) instanceof String text ? text : "";
  }

  /** As kubectl writes it: blocks, no document marker, long values on one line. */
  static String write(Map<String, Object> map) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options)
        .dump(map);
  }
}
