package dev.homelab.maven.simulator.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which parameters a URL takes. */
final class Parameters {

  private static final String MISSING = "property is missing and it is not optional";
  private static final String UNKNOWN =
      "property is not defined in schema and the schema does not allow additional properties";

  private static final String CONFLICT =
      "duplicate parameter (already defined in URI) with conflicting values!";

  private final Set<String> known = new TreeSet<>();
  private final Set<String> required = new TreeSet<>();
  private final boolean configuration;

  /**
   * Reads names with blanks between; an exclamation mark behind one says that it must be given, and
   * {@code CONFIG} stands for every key of a machine's configuration.
   */
  Parameters(String names) {
    boolean config = false;
    for (String name : names.split(" ")) {
      if (name.equals("CONFIG")) {
        config = true;
      } else if (name.endsWith("!")) {
        known.add(name.substring(0, name.length() - 1));
        required.add(name.substring(0, name.length() - 1));
      } else {
        known.add(name);
      }
    }
    this.configuration = config;
  }

  /**
   * Refuses what is missing, and what nobody knows.
   *
   * @param inPath what the path says already; clients may say the same once more
   */
  void check(Map<String, String> given, Map<String, String> inPath) throws Refusal {
    Map<String, String> errors = new LinkedHashMap<>();
    for (String name : required) {
      if (!given.containsKey(name)) {
        errors.put(name, MISSING);
      }
    }
    for (Map.Entry<String, String> parameter : given.entrySet()) {
      String name = parameter.getKey();
      if (inPath.containsKey(name)) {
        if (!inPath.get(name).equals(parameter.getValue())) {
          errors.put(name, CONFLICT);
        }
      } else if (!known.contains(name) && !(configuration && ConfigKeys.isKnown(name))) {
        errors.put(name, UNKNOWN);
      }
    }
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
  }
}
