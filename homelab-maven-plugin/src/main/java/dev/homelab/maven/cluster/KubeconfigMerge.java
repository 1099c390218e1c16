package dev.homelab.maven.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a cluster into a kubeconfig that has others, and leaves those alone. */
public final class KubeconfigMerge {

  /** One with a hundred clusters takes less. */
  public static final int MOST_BYTES = 2 << 20;

  private KubeconfigMerge() {}

  /**
   * The file with this cluster in it, in the place of what had its name.
   *
   * @param present what the file holds; empty for a new one
   * @param source what it is called in messages
   */
  public static String of(byte[] present, Kubeconfig added, String source)
      throws KubeconfigException {
    Map<String, Object> file = new LinkedHashMap<>();
    if (present.length > 0) {
      file.putAll(read(present, source));
    } else {
      file.put("apiVersion", "v1");
      file.put("kind", "Config");
    }
    file.put("clusters", replaced(file, "clusters", added.cluster(), source));
    file.put("users", replaced(file, "users", added.user(), source));
    file.put("contexts", replaced(file, "contexts", added.context(), source));
    if (Yamls.text(file, "current-context").isEmpty()) {
      file.put("current-context", added.name());
    }
    return Yamls.write(file);
  }

  private static Map<String, Object> read(byte[] present, String source)
      throws KubeconfigException {
    try {
      Map<String, Object> file = Yamls.map(present);
      if (Yamls.text(file, "kind").equals("Config")) {
        return file;
      }
      throw notOne(source, "it is not 'kind: Config'");
    } catch (IOException e) {
      throw notOne(source, e.getMessage());
    }
  }

  private static List<Object> replaced(
      Map<String, Object> file, String list, Map<String, Object> entry, String source)
      throws KubeconfigException {
    List<Object> all = new ArrayList<>();
    if (file.get(list) instanceof List<?> present) {
      all.addAll(present);
    } else if (file.get(list) != null) {
      throw notOne(source, list + " is no list");
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Map<?, ?> one && entry.get("name").equals(one.get("name"))) {
        all.set(i, entry);
        return all;
      }
    }
    all.add(entry);
    return all;
  }

  private static KubeconfigException notOne(String source, String why) {
    return new KubeconfigException(
        source + " is no kubeconfig that another cluster can be put into: " + why,
        "name another file, or leave -Dhomelab.kubeconfig.merge out");
  }
}
