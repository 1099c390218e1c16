package dev.homelab.it.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.it.GeneratedTree;
import dev.homelab.it.tree.Lab.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generated Makefile, on a machine that has make and no other tool unless a test says so. */
class MakefileTest {

  private static final String TOFU = "tofu -chdir=terraform/envs/k3s-single ";

  @TempDir Path scratch;

  private Lab lab;

  @BeforeEach
  void generate() throws IOException {
    lab = Lab.of(GeneratedTree.answered(), scratch);
  }

  @Test
  void makeAlonePrintsWhatThereIs() throws Exception {
    Run run = lab.run("make");

    assertEquals(
        """
        Usage: make TARGET   (environment k3s-single)

          help           List the targets
          preflight      Check all files with the tools that are on this machine; changes nothing
          packer         Build the image on Proxmox: IMAGE_VERSION=2 K3S_VERSION=v1.36.3+k3s1
          tf-init        Fetch the provider; commit the .terraform.lock.hcl it writes
          tf-plan        Show what tf-apply would change
          tf-apply       Create or change the machines: shows the plan, then asks
          tf-destroy     Remove the machines: shows the plan, then asks for the environment's name
          kubeconfig     Fetch the cluster's kubeconfig into .kube/ (mode 0600), waiting for a first boot
          k8s-bootstrap  Install Argo CD, and wait until it runs
          argo           Hand the cluster to Argo CD: project, then the root application
          repo-url       Write git_repo_url and git_revision into the Argo CD files
          env            Print the answers as export lines for packer and tofu: eval "$(make -s env)"
          clean          Remove what can be made again (never state, keys or kubeconfigs)
        """,
        run.out());
    assertEquals(new Run(0, run.out(), ""), lab.run("make", "help"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "preflight",
        "packer",
        "tf-init",
        "tf-plan",
        "tf-apply",
        "tf-destroy",
        "kubeconfig",
        "k8s-bootstrap",
        "argo",
        "repo-url",
        "env",
        "clean"
      })
  void eachTargetCanBeRehearsedWithoutItsToolsAndChangesNothing(String target) throws Exception {
    List<String> before = lab.files();

    Run run = lab.run("make", "-n", target);

    assertEquals(new Run(0, run.out(), ""), run);
    assertNotEquals("", run.out());
    assertEquals(before, lab.files());
  }

  @Test
  void theToolsGetEachAnswerUnderItsOwnName() throws Exception {
    Run run = lab.run("sh", "-c", "eval \"$(make -s env)\" && env | sort");

    assertTrue(run.out().contains("\nPKR_VAR_image_version=1\n"), run.out());
    assertTrue(run.out().contains("\nPKR_VAR_k3s_version=v1.36.3+k3s1\n"), run.out());
    assertTrue(run.out().contains("\nTF_VAR_memory=24576\n"), run.out());
    assertTrue(run.out().contains("\nTF_VAR_node_ip=10.23.45.31/24\n"), run.out());
    assertTrue(
        run.out()
            .contains(
                "\nTF_VAR_ssh_public_key="
                    + GeneratedTree.REQUIRED_ANSWERS.get("ssh_public_key")
                    + "\n"),
        run.out());
  }

  @Test
  void anAnswerCanBeGivenForOneRun() throws Exception {
    Run run =
        lab.run("make", "-s", "env", "IMAGE_VERSION=7", "K3S_VERSION=v1.37.1+k3s1", "ENV=lab2");

    assertTrue(run.out().contains("PKR_VAR_image_version='7' TF_VAR_image_version='7'"), run.out());
    assertTrue(run.out().contains("PKR_VAR_k3s_version='v1.37.1+k3s1'"), run.out());
    assertTrue(run.out().contains("TF_VAR_environment='lab2'"), run.out());
  }

  @Test
  void aShellsStartUpFileIsNotTakenForAnEnvironment() throws Exception {
    Run run = lab.withVariable("ENV", "/home/me/.shrc").run("make", "-n", "tf-init");

    assertTrue(run.out().endsWith(TOFU + "init -input=false\n"), run.out());
  }

  @Test
  void packerReadsTheSharedFileAndTheAnswers() throws Exception {
    lab.withTool(
        "packer", "cat \"$2/common.pkr.hcl\" > seen; echo \"$PKR_VAR_image_version\" > version\n");

    Run run = lab.run("make", "packer", "IMAGE_VERSION=2");

    assertEquals("", run.err());
    assertEquals(
        List.of(
            "packer init packer/alma9-k3s-optimized", "packer build packer/alma9-k3s-optimized"),
        lab.calls());
    assertEquals(lab.read("packer/common.pkr.hcl"), lab.read("seen"));
    assertEquals("2\n", lab.read("version"));
  }

  @Test
  void packerReadsACopyOfTheSharedFileWhereThereAreNoLinks() throws Exception {
    lab.withTool("ln", "exit 1\n").withTool("packer", "cat \"$2/common.pkr.hcl\" > seen\n");

    assertEquals(0, lab.run("make", "packer").exitCode());

    Path copy = lab.folder.resolve("packer/alma9-k3s-optimized/common.pkr.hcl");
    assertTrue(Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS));
    assertEquals(lab.read("packer/common.pkr.hcl"), lab.read("seen"));
  }

  @Test
  void nothingIsBuiltOrAppliedWhileAnswersAreMissing() throws Exception {
    Lab unanswered = Lab.of(GeneratedTree.untouched(), scratch.resolve("unanswered"));

    for (String target : List.of("packer", "tf-plan", "tf-apply", "tf-destroy", "repo-url")) {
      Run run = unanswered.run("make", target);

      assertEquals(2, run.exitCode(), target);
      assertTrue(
          run.err()
              .contains(
                  "error: homelab.properties: these answers are missing\n"
                      + "  fix: replace the marks above\n"),
          run.err());
      assertTrue(run.err().contains(":proxmox_node = "), run.err());
    }
    assertEquals(List.of(), unanswered.calls());
  }

  @Test
  void anEnvironmentWithoutAFolderIsNamedWithThoseThatHaveOne() throws Exception {
    Run run = lab.run("make", "tf-init", "ENV=k3s-tset");

    assertEquals(
        """
        error: there is no folder terraform/envs/k3s-tset
          fix: set environment in homelab.properties, or ENV, to one of: k3s-single\s
        """,
        withoutMakesOwnWords(run.err()));
  }

  @Test
  void tofuIsNotStartedWithoutAToken() throws Exception {
    lab.withTool("tofu", "");

    Run run = lab.run("make", "tf-plan");

    assertEquals(
        """
        error: tofu has no Proxmox token
          fix: export PM_API_TOKEN_ID (user@realm!name) and PM_API_TOKEN_SECRET
        """,
        withoutMakesOwnWords(run.err()));
    assertEquals(List.of(), lab.calls());
  }

  @Test
  void overridesOfAnEnvironmentWinOverThoseOfAll() throws Exception {
    withToken()
        .withTool("tofu", "")
        .withFile("terraform/globals.tfvars", "cores = 2\n")
        .withFile("terraform/envs/k3s-single/terraform.tfvars", "cores = 8\n");

    assertEquals(0, lab.run("make", "tf-plan").exitCode());

    assertEquals(
        List.of(
            TOFU + "plan -input=false -var-file=../../globals.tfvars -var-file=terraform.tfvars"),
        lab.calls());
  }

  @Test
  void applyLeavesTheQuestionToTofu() throws Exception {
    withToken().withTool("tofu", "");

    assertEquals(0, lab.run("make", "tf-apply").exitCode());

    assertEquals(List.of(TOFU + "apply"), lab.calls());
  }

  @Test
  void destroyRemovesWhatItHasShownAfterTheEnvironmentsName() throws Exception {
    withToken().withTool("tofu", "touch terraform/envs/k3s-single/destroy.tfplan\n");

    Run run = lab.runWithInput("k3s-single\n", "make", "tf-destroy");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        List.of(
            TOFU + "plan -destroy -input=false -out=destroy.tfplan",
            TOFU + "apply -input=false destroy.tfplan"),
        lab.calls());
    assertFalse(lab.has("terraform/envs/k3s-single/destroy.tfplan"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes\n", "\n", "", "k3s-single2\n"})
  void destroyRemovesNothingAfterAnotherAnswer(String answer) throws Exception {
    withToken().withTool("tofu", "touch terraform/envs/k3s-single/destroy.tfplan\n");

    Run run = lab.runWithInput(answer, "make", "tf-destroy");

    assertEquals(2, run.exitCode());
    assertEquals("Nothing was removed.\n", withoutMakesOwnWords(run.err()));
    assertEquals(List.of(TOFU + "plan -destroy -input=false -out=destroy.tfplan"), lab.calls());
    assertFalse(lab.has("terraform/envs/k3s-single/destroy.tfplan"));
  }

  @Test
  void theKubeconfigIsPrivateAndLeadsToTheNode() throws Exception {
    lab.withTool("tofu", "exit 1\n")
        .withTool("ssh", "echo 'Warning: added to the list of known hosts.' >&2; echo admin\n")
        .withTool("kubectl", "");

    Run run = lab.run("make", "kubeconfig");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("admin\n", lab.read(".kube/k3s-single.yaml"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(lab.folder.resolve(".kube/k3s-single.yaml"))));
    List<String> calls = lab.calls().stream().map(MakefileTest::withoutTemporaryName).toList();
    assertEquals(
        List.of(
            TOFU + "output -raw ip_address",
            "ssh -i ~/.ssh/id_ed25519 -o BatchMode=yes -o ConnectTimeout=10"
                + " -o StrictHostKeyChecking=accept-new"
                + " -o UserKnownHostsFile=.kube/k3s-single.known_hosts"
                + " almalinux@10.23.45.31 sudo cat /etc/rancher/k3s/k3s.yaml",
            "kubectl --kubeconfig=.kube/new config set-cluster default"
                + " --server=https://10.23.45.31:6443",
            "kubectl --kubeconfig=.kube/new config rename-context default k3s-single",
            "kubectl --kubeconfig=.kube/new get --raw /readyz"),
        calls);
    assertEquals(
        List.of(".kube/k3s-single.yaml"),
        lab.files().stream().filter(file -> file.startsWith(".kube/")).toList());
  }

  @Test
  void anAddressThatTofuKnowsWinsOverThePlannedOne() throws Exception {
    lab.withTool("tofu", "printf 10.9.8.7\n")
        .withTool("ssh", "echo admin\n")
        .withTool("kubectl", "");

    assertEquals(0, lab.run("make", "kubeconfig").exitCode());

    assertTrue(lab.calls().toString().contains("almalinux@10.9.8.7 "), lab.calls().toString());
  }

  @Test
  void anOldKubeconfigStaysWhenTheNewOneCannotBeMade() throws Exception {
    Files.createDirectory(lab.folder.resolve(".kube"));
    lab.withFile(".kube/k3s-single.yaml", "old\n")
        .withTool("tofu", "exit 1\n")
        .withTool("ssh", "echo admin\n")
        .withTool("kubectl", "exit 1\n");

    assertEquals(2, lab.run("make", "kubeconfig").exitCode());

    assertEquals("old\n", lab.read(".kube/k3s-single.yaml"));
    assertEquals(
        List.of(".kube/k3s-single.yaml"),
        lab.files().stream().filter(file -> file.startsWith(".kube/")).toList());
  }

  @Test
  void aClusterIsNotTouchedWithoutItsOwnKubeconfig() throws Exception {
    lab.withTool("kubectl", "");

    for (String target : List.of("k8s-bootstrap", "argo")) {
      assertEquals(
          """
          error: there is no .kube/k3s-single.yaml
            fix: make kubeconfig ENV=k3s-single
          """,
          withoutMakesOwnWords(lab.run("make", target).err()));
    }
    assertEquals(List.of(), lab.calls());
  }

  @Test
  void argoWaitsForEachStepBeforeTheNext() throws Exception {
    withKubeconfig().withTool("kubectl", "case \"$*\" in *'create -f -') cat > created;; esac\n");

    Run run = lab.run("make", "argo");

    assertEquals(0, run.exitCode(), run.err());
    String kubectl = "kubectl --kubeconfig=.kube/k3s-single.yaml --context=k3s-single ";
    assertEquals(
        List.of(
            "-n kube-system get job helm-install-argocd",
            "-n kube-system wait --for=condition=complete job/helm-install-argocd --timeout=15m",
            "wait --for=condition=Established --timeout=10s crd/applications.argoproj.io"
                + " crd/appprojects.argoproj.io crd/applicationsets.argoproj.io",
            "-n argocd rollout status deployment/argocd-repo-server --timeout=10m",
            "-n argocd rollout status deployment/argocd-server --timeout=10m",
            "-n argocd rollout status statefulset/argocd-application-controller --timeout=10m",
            "apply --server-side -f k8s/clusters/home/infra/phpipam/namespace.yaml",
            "-n ipam get secret phpipam-db --ignore-not-found -o name",
            "create -f -",
            "apply --server-side --force-conflicts -f k8s/argo/projects/default-project.yaml",
            "apply --server-side -f k8s/argo/app-of-apps.yaml"),
        lab.calls().stream().map(call -> call.substring(kubectl.length())).toList());
  }

  @Test
  void theDatabasesPasswordsAreMadeOnceAndShownNowhere() throws Exception {
    withKubeconfig()
        .withTool(
            "kubectl",
            """
            case "$*" in
              *'create -f -') cat > created ;;
              *'get secret phpipam-db '*) test ! -e created || echo secret/phpipam-db ;;
            esac
            """);

    Run first = lab.run("make", "argo");
    String secret = lab.read("created");
    Run second = lab.run("make", "argo");

    assertTrue(
        secret.matches(
            """
            apiVersion: v1
            kind: Secret
            metadata: \\{name: phpipam-db, namespace: ipam}
            stringData:
              password: '[0-9a-f]{48}'
              root-password: '[0-9a-f]{48}'
            """),
        secret);
    assertEquals(secret, lab.read("created"));
    assertEquals(1, lab.calls().stream().filter(call -> call.endsWith("create -f -")).count());
    List<String> passwords =
        secret
            .lines()
            .filter(line -> line.contains("password"))
            .map(line -> line.split("'")[1])
            .toList();
    assertNotEquals(passwords.get(0), passwords.get(1));
    for (String password : passwords) {
      assertFalse((first + lab.calls().toString()).contains(password));
    }
    assertTrue(
        second.out().contains("secret/phpipam-db is there and stays as it is\n"), second.out());
  }

  @Test
  void noSecretIsMadeWhileTheClusterDoesNotAnswer() throws Exception {
    withKubeconfig()
        .withTool(
            "kubectl",
            "case \"$*\" in *'get secret phpipam-db '*) echo refused >&2; exit 1;; esac\n");

    assertEquals(2, lab.run("make", "argo").exitCode());

    assertFalse(lab.calls().toString().contains("create -f -"), lab.calls().toString());
    assertFalse(lab.calls().toString().contains("app-of-apps"), lab.calls().toString());
  }

  @Test
  void aClusterIsNotHandedToARepositoryThatTheAnswersDoNotName() throws Exception {
    answer("git_repo_url", "https://git.example.org/me/other.git");
    withKubeconfig().withTool("kubectl", "");

    assertEquals(
        """
        error: k8s/argo/app-of-apps.yaml names another repository than git_repo_url
          fix: make repo-url, commit, push
        """,
        withoutMakesOwnWords(lab.run("make", "argo").err()));
    assertFalse(lab.calls().toString().contains("app-of-apps"), lab.calls().toString());
  }

  @Test
  void repoUrlChangesTheRepositoryAndNothingElse() throws Exception {
    List<String> files =
        List.of(
            "k8s/argo/app-of-apps.yaml",
            "k8s/argo/projects/default-project.yaml",
            "k8s/clusters/home/infra/phpipam/application.yaml");
    assertEquals(0, lab.run("make", "repo-url").exitCode());
    for (String file : files) {
      assertEquals(Files.readString(GeneratedTree.answered().resolve(file)), lab.read(file));
    }
    String oldUrl = GeneratedTree.REQUIRED_ANSWERS.get("git_repo_url");
    String newUrl = "ssh://git@git.example.org:2222/me/a&b.git";
    answer("git_repo_url", newUrl);
    answer("git_revision", "stable");

    assertEquals(0, lab.run("make", "repo-url").exitCode());

    for (String file : files) {
      String old = Files.readString(GeneratedTree.answered().resolve(file));
      assertTrue(old.contains(oldUrl), file);
      assertEquals(
          old.replace(oldUrl, newUrl)
              .replace("targetRevision: \"main\"", "targetRevision: \"stable\""),
          lab.read(file));
    }
    assertEquals(Lab.of(GeneratedTree.answered(), scratch.resolve("other")).files(), lab.files());
  }

  @Test
  void cleanLeavesStateKeysAndValues() throws Exception {
    List<String> before = lab.files();
    Files.createDirectories(lab.folder.resolve(".kube"));
    Files.createDirectories(lab.folder.resolve("target/homelab"));
    Files.createDirectories(lab.folder.resolve("k8s/clusters/home/infra/phpipam/charts"));
    List<String> kept =
        List.of(
            ".kube/k3s-single.yaml",
            "terraform/envs/k3s-single/.terraform.lock.hcl",
            "terraform/envs/k3s-single/terraform.tfstate",
            "terraform/envs/k3s-single/terraform.tfstate.backup",
            "terraform/envs/k3s-single/terraform.tfvars");
    List<String> removed =
        List.of(
            "k8s/clusters/home/infra/phpipam/charts/chart.tgz",
            "packer/alma9-k3s-optimized/common.pkr.hcl",
            "packer/alma9-k3s-optimized/manifest.json",
            "target/homelab/report.json",
            "terraform/envs/k3s-single/destroy.tfplan");
    for (String file : kept) {
      lab.withFile(file, "kept\n");
    }
    for (String file : removed) {
      lab.withFile(file, "removed\n");
    }

    assertEquals(0, lab.run("make", "clean").exitCode());
    assertEquals(0, lab.run("make", "clean").exitCode());

    assertEquals(Stream.concat(before.stream(), kept.stream()).sorted().toList(), lab.files());
  }

  private Lab withToken() {
    return lab.withVariable("PM_API_TOKEN_ID", "lab@pve!tofu")
        .withVariable("PM_API_TOKEN_SECRET", "s3cret");
  }

  private Lab withKubeconfig() throws IOException {
    Files.createDirectory(lab.folder.resolve(".kube"));
    return lab.withFile(".kube/k3s-single.yaml", "admin\n");
  }

  private void answer(String key, String value) throws IOException {
    lab.withFile(
        "homelab.properties",
        lab.read("homelab.properties").replaceAll("(?m)^" + key + " *=.*$", key + " = " + value));
  }

  /** The last line is make's own: which target failed in which line. */
  private static String withoutMakesOwnWords(String text) {
    return text.replaceAll("(?m)^make: .*\n", "");
  }

  private static String withoutTemporaryName(String call) {
    return call.replaceAll("\\.kube/new\\.[A-Za-z0-9]+", ".kube/new");
  }
}
