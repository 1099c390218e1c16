package dev.homelab.maven.process;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What every program gets of the environment, and nothing else of it: tokens of other services,
 * BASH_ENV and TF_LOG of their user stay out.
 */
final class Environment {

  private static final Set<String> PASSED_ON =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "TZ",
          "TMPDIR",
          "TMP",
          "TEMP",
          "XDG_CACHE_HOME",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          "XDG_RUNTIME_DIR",
          // Windows cannot load a library or find a folder without these.
          "SYSTEMROOT",
          "SYSTEMDRIVE",
          "WINDIR",
          "COMSPEC",
          "PATHEXT",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA",
          "PROGRAMDATA",
          // The way to the network.
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "ALL_PROXY",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          // ssh, for a git remote or a node.
          "SSH_AUTH_SOCK");

  private Environment() {}

  /** Of this environment, with messages in English and text in UTF-8. */
  static Map<String, String> passedOn(Map<String, String> environment) {
    Map<String, String> passed = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (PASSED_ON.contains(name.toUpperCase(Locale.ROOT))) {
            passed.put(name, value);
          }
        });
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    passed.put("LC_ALL", mac ? "en_US.UTF-8" : "C.UTF-8");
    return passed;
  }
}
