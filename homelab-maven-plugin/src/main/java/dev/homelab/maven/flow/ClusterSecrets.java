package dev.homelab.maven.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homelab.maven.credentials.RepositoryLogin;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.tool.Applied;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The two secrets that are in no repository. They reach kubectl on its standard input. */
final class ClusterSecrets {

  static final String ARGO = "argocd";
  static final String REPOSITORY = "homelab-repo";
  private static final String DATABASE_NAMESPACE = "ipam";
  private static final String DATABASE = "phpipam-db";
  private static final int PASSWORD_BYTES = 24;

  private final Cluster cluster;
  private final Secrets secrets;
  private final Consumer<String> log;

  ClusterSecrets(Cluster cluster, Secrets secrets, Consumer<String> log) {
    this.cluster = cluster;
    this.secrets = secrets;
    this.log = log;
  }

  /** What Argo CD reads the private repository by. */
  Applied repository(String url, RepositoryLogin login) throws HomelabException {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("type", "git");
    data.put("url", url);
    if (login.privateKey().isEmpty()) {
      data.put("username", login.username());
      data.put("password", login.password());
    } else {
      data.put("sshPrivateKey", login.privateKey());
    }
    String manifest =
        manifest(ARGO, REPOSITORY, Map.of("argocd.argoproj.io/secret-type", "repository"), data);
    Applied applied =
        cluster.run(
            k -> k.applySecret("secret " + ARGO + "/" + REPOSITORY, ARGO, REPOSITORY, manifest));
    log.accept(applied + ", from " + login.origin());
    return applied;
  }

  /**
   * The passwords of the example app's database. It takes them at its first start and keeps them:
   * made once, and never again.
   *
   * @return whether they were made
   */
  boolean database() throws HomelabException {
    String name = "secret " + DATABASE_NAMESPACE + "/" + DATABASE;
    if (cluster.run(k -> k.get("secret", DATABASE_NAMESPACE, DATABASE, "metadata")).isPresent()) {
      log.accept(name + " is there and stays as it is");
      return false;
    }
    Map<String, String> data = new LinkedHashMap<>();
    data.put("password", password());
    data.put("root-password", password());
    String manifest = manifest(DATABASE_NAMESPACE, DATABASE, Map.of(), data);
    boolean made = cluster.run(k -> k.createSecret(name, manifest));
    log.accept(name + (made ? ": created, with random passwords" : " is there by now"));
    return made;
  }

  private String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    String password = HexFormat.of().formatHex(bytes);
    secrets.register(password);
    return password;
  }

  /** As data, not stringData: applied again, the same data is no change. */
  private static String manifest(
      String namespace, String name, Map<String, String> labels, Map<String, String> data) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    if (!labels.isEmpty()) {
      metadata.put("labels", labels);
    }
    Map<String, String> encoded = new LinkedHashMap<>();
    data.forEach(
        (key, value) ->
            encoded.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    Map<String, Object> secret = new LinkedHashMap<>();
    secret.put("apiVersion", "v1");
    secret.put("kind", "Secret");
    secret.put("type", "Opaque");
    secret.put("metadata", metadata);
    secret.put("data", encoded);
    try {
      return new ObjectMapper().writeValueAsString(secret);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // maps of texts
    }
  }
}
