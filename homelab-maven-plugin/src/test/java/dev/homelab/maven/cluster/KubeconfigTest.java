package dev.homelab.maven.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests for {@link Kubeconfig} and {@link KubeconfigMerge}. */
@Timeout(30)
class KubeconfigTest {

  private static final String CERTIFICATE = base64("CERTIFICATE");
  private static final String KEY = base64("EC PRIVATE KEY");

  private static final String K3S =
      """
      apiVersion: v1
      clusters:
      - cluster:
          certificate-authority-data: %1$s
          server: https://127.0.0.1:6443
        name: default
      contexts:
      - context:
          cluster: default
          user: default
        name: default
      current-context: default
      kind: Config
      preferences: {}
      users:
      - name: default
        user:
          client-certificate-data: %1$s
          client-key-data: %2$s
      """
          .formatted(CERTIFICATE, KEY);

  private static final String OURS =
      """
      apiVersion: v1
      kind: Config
      clusters:
      - name: k3s-single
        cluster:
          server: https://10.23.45.31:6443
          certificate-authority-data: %1$s
      users:
      - name: k3s-single
        user:
          client-certificate-data: %1$s
          client-key-data: %2$s
      contexts:
      - name: k3s-single
        context:
          cluster: k3s-single
          user: k3s-single
      current-context: k3s-single
      """
          .formatted(CERTIFICATE, KEY);

  private static String base64(String kind) {
    String pem = "-----BEGIN %1$s-----\nAAAA\n-----END %1$s-----\n".formatted(kind);
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  private static Kubeconfig read(String text) throws KubeconfigException {
    return Kubeconfig.read(text.getBytes(StandardCharsets.UTF_8), "it");
  }

  private static String refusal(String text) {
    return assertThrows(KubeconfigException.class, () -> read(text)).getMessage();
  }

  private static String message(String why) {
    return "it is not the kubeconfig of k3s: "
        + why
        + "\n  fix: log in and see what /etc/rancher/k3s/k3s.yaml holds; k3s writes it anew when"
        + " it is removed and k3s is restarted";
  }

  @Test
  void leadsToTheMachineUnderTheEnvironmentsName() throws Exception {
    assertEquals(OURS, read(K3S).leadingTo("10.23.45.31", "k3s-single").yaml());
  }

  @Test
  void keepsThePortAndBracketsAnIpv6Address() throws Exception {
    Kubeconfig there = read(K3S.replace(":6443", ":16443")).leadingTo("fd00::1", "lab");

    assertEquals("https://[fd00::1]:16443", there.server().toString());
  }

  @Test
  void doesNotShowItsKey() throws Exception {
    assertEquals("the kubeconfig of default at https://127.0.0.1:6443", read(K3S).toString());
  }

  @Test
  void refusesWhatStartsProgramsOrReadsFilesHere() {
    assertEquals(
        message("its user has exec, which k3s does not write"),
        refusal(K3S + "    exec: {command: rm, apiVersion: v1}\n"));
    assertEquals(
        message("its user has tokenFile, which k3s does not write"),
        refusal(K3S + "    tokenFile: /etc/passwd\n"));
    assertEquals(
        message("its cluster has insecure-skip-tls-verify, proxy-url, which k3s does not write"),
        refusal(
            K3S.replace(
                "    server:",
                "    insecure-skip-tls-verify: true\n    proxy-url: http://evil\n    server:")));
  }

  @Test
  void refusesWhatIsNoKubeconfig() {
    assertEquals(message("its top is no map"), refusal(""));
    assertEquals(message("its top is no map"), refusal("a password is required\n"));
    assertEquals(message("it is not 'kind: Config' of 'apiVersion: v1'"), refusal("a: b\n"));
    assertEquals(message("while scanning for the next token"), refusal("\t- x"));
    assertEquals(message("it has 70000 bytes"), refusal("#".repeat(70_000)));
    assertEquals(message("Input length = 1"), refusalOf(new byte[] {'a', ':', ' ', (byte) 0xff}));
    assertEquals(message("special characters are not allowed"), refusal("a: \u0000"));
  }

  private static String refusalOf(byte[] bytes) {
    return assertThrows(KubeconfigException.class, () -> Kubeconfig.read(bytes, "it")).getMessage();
  }

  @Test
  void refusesWhatIsOnlyToBlowUp() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
    }
    assertEquals(
        message("Number of aliases for non-scalar nodes exceeds the specified max=0"),
        refusal(bomb.toString()));
    assertEquals(message("Nesting Depth exceeded max 20"), refusal("a: " + "[".repeat(60_000)));
    assertEquals(
        message("Global tag is not allowed: tag:yaml.org,2002:java.net.URL"),
        refusal("a: !!java.net.URL [\"http://127.0.0.1/\"]\n"));
  }

  @Test
  void refusesOtherPeoplesContent() {
    assertEquals(
        message("it has 0 clusters, k3s writes one"),
        refusal(K3S.replaceFirst("(?s)clusters:.*?contexts:", "clusters: []\ncontexts:")));
    assertEquals(
        message("it has 2 contexts, k3s writes one"),
        refusal(K3S.replace("contexts:\n", "contexts:\n- {name: other}\n")));
    assertEquals(
        message("its context does not lead to its cluster and its user"),
        refusal(K3S.replace("user: default", "user: other")));
    assertEquals(
        message("its server is 'http://127.0.0.1:6443'"), refusal(K3S.replace("https:", "http:")));
    assertEquals(
        message("its client-key-data holds no private key"),
        refusal(K3S.replace(KEY, CERTIFICATE)));
    assertEquals(
        message("its client-key-data holds no private key"),
        refusal(K3S.replace(KEY, "not base64")));
    assertEquals(
        message("its certificate-authority-data holds no certificate"),
        refusal(
            K3S.replace(
                "certificate-authority-data: " + CERTIFICATE,
                "certificate-authority-data: {a: b}")));
  }

  private static String merged(String present) throws KubeconfigException {
    Kubeconfig added = read(K3S).leadingTo("10.23.45.31", "k3s-single");
    return KubeconfigMerge.of(present.getBytes(StandardCharsets.UTF_8), added, "~/.kube/config");
  }

  @Test
  void isMergedIntoAnEmptyFileAsItIs() throws Exception {
    assertEquals(OURS, merged(""));
    assertEquals(OURS, merged(OURS));
  }

  @Test
  void leavesOtherClustersAndTheCurrentContextAlone() throws Exception {
    String work =
        """
        apiVersion: v1
        kind: Config
        preferences: {colors: true}
        current-context: work
        clusters:
        - {name: work, cluster: {server: "https://work:6443"}}
        - {name: k3s-single, cluster: {server: "https://old:6443"}}
        users:
        - {name: work, user: {exec: {command: login}}}
        contexts:
        - {name: work, context: {cluster: work, user: work, namespace: web}}
        """;

    String merged = merged(work);

    assertTrue(merged.contains("current-context: work\n"), merged);
    assertTrue(merged.contains("command: login\n"), merged);
    assertTrue(merged.contains("namespace: web\n"), merged);
    assertTrue(merged.contains("colors: true\n"), merged);
    assertTrue(merged.contains("server: https://10.23.45.31:6443\n"), merged);
    assertFalse(merged.contains("https://old:6443"), merged);
    assertEquals(merged, merged(merged));
  }

  @Test
  void isNotMergedIntoSomethingElse() {
    String fix = "\n  fix: name another file, or leave -Dhomelab.kubeconfig.merge out";
    String what = "~/.kube/config is no kubeconfig that another cluster can be put into: ";
    assertEquals(
        what + "it is not 'kind: Config'" + fix,
        assertThrows(KubeconfigException.class, () -> merged("kind: Pod\n")).getMessage());
    assertEquals(
        what + "clusters is no list" + fix,
        assertThrows(KubeconfigException.class, () -> merged("kind: Config\nclusters: {}\n"))
            .getMessage());
  }
}
