package dev.homelab.maven.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.process.Logs;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.testing.Scripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link Kubectl}, with a script that prints what kubectl 1.36 has printed. */
@DisabledOnOs(OS.WINDOWS)
class KubectlTest {

  @TempDir private Path folder;
  private final Secrets secrets = new Secrets();

  private Kubectl kubectl(String script) {
    Path program = new Scripts(folder.resolve("bin")).write("kubectl", script);
    Runner runner =
        new Runner(
            Map.of("PATH", System.getenv("PATH")),
            secrets,
            Optional.of(new Logs(folder.resolve("logs"))));
    return new Kubectl(
        new Found.Program("kubectl", program, "1.36.3"),
        runner,
        folder.resolve("kube.yaml"),
        "k3s-single");
  }

  private Kubectl failing(String errors) {
    return kubectl("cat >&2 <<'WORDS'\n" + errors + "\nWORDS\nexit 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNREACHABLE | The connection to the server 127.0.0.1:1 was refused - did you specify the"
            + " right host or port?",
        "UNREACHABLE | Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout",
        "UNREACHABLE | Error from server (ServiceUnavailable): apiserver not ready",
        "UNREACHABLE | Error from server: etcdserver: leader changed",
        "DENIED | error: You must be logged in to the server (Unauthorized)",
        "DENIED | Unable to connect to the server: tls: failed to verify certificate: x509:"
            + " certificate signed by unknown authority",
        "UNKNOWN_KIND | error: resource mapping not found for name: \"default\" namespace: \"argocd\""
            + " from \"a.yaml\": no matches for kind \"AppProject\" in version"
            + " \"argoproj.io/v1alpha1\"",
        "CONFLICT | error: Apply failed with 1 conflict: conflict with \"argocd-controller\":"
            + " .spec.version",
        "REFUSED | Error from server (BadRequest): unknown field \"spec.x\""
      })
  void knowsWhyKubectlFails(String kind, String words) {
    KubectlException e =
        assertThrows(
            KubectlException.class,
            () ->
                failing("E1124 12:00:00.000000  1 memcache.go:265] \"Unhandled\"\n" + words)
                    .ready());

    assertEquals(KubectlException.Kind.valueOf(kind), e.kind());
    assertEquals(words.replaceFirst("^error: ", ""), e.words());
  }

  @Test
  void tellsAConflictWithAWayOut() {
    HomelabException e =
        assertThrows(
            HomelabException.class,
            () ->
                failing("error: Apply failed with 1 conflict: conflict with \"argocd-controller\"")
                    .createSecret("secret a/b", "{}"));

    assertEquals(
        """
        making secret a/b failed: Apply failed with 1 conflict: conflict with "argocd-controller"
          fix: Argo CD, or somebody, holds these fields by now: commit and push the change instead, \
        or take the object as it is in the cluster""",
        e.getMessage());
  }

  @Test
  void asksOneClusterOnlyWithoutItsUsersOwnDefaults() throws Exception {
    Kubectl kubectl = kubectl("echo \"$KUBERC $*\" > '" + folder.resolve("call") + "'; echo ok");

    kubectl.ready();

    assertEquals(
        "off --kubeconfig="
            + folder.resolve("kube.yaml")
            + " --context=k3s-single --request-timeout=20s get --raw /readyz\n",
        Files.readString(folder.resolve("call")));
  }

  @Test
  void takesAnObjectOfAnUnknownKindForOneThatIsNotThere() throws Exception {
    Kubectl kubectl = failing("error: the server doesn't have a resource type \"applications\"");

    assertTrue(kubectl.get("applications", "argocd", "home").isEmpty());
    assertEquals(List.of(), kubectl.list("applications", "argocd"));
  }

  @Test
  void givesSecretsOnStandardInputOnly() throws Exception {
    secrets.register("planted-secret");
    Kubectl kubectl =
        kubectl("cat > '" + folder.resolve("input") + "'; case \"$*\" in *planted*) exit 9;; esac");

    assertTrue(kubectl.createSecret("secret a/b", "{\"data\": \"planted-secret\"}"));

    assertEquals("{\"data\": \"planted-secret\"}", Files.readString(folder.resolve("input")));
    assertFalse(Files.readString(folder.resolve("logs/1-kubectl.log")).contains("planted"));
  }

  @Test
  void tellsWhatARollOutWaitsFor() throws Exception {
    String waiting =
        "Waiting for deployment \"a\" rollout to finish: 0 of 1 updated replicas are available...";

    assertEquals(
        Optional.of(waiting),
        kubectl(
                "echo '"
                    + waiting
                    + "'; echo 'error: timed out waiting for the condition' >&2; exit 1")
            .rollout("deployment/a", "argocd", Duration.ofSeconds(1)));
    assertEquals(
        Optional.of("there is no deployment/a yet"),
        failing("Error from server (NotFound): deployments.apps \"a\" not found")
            .rollout("deployment/a", "argocd", Duration.ofSeconds(1)));
  }
}
