package dev.homelab.maven.check.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.problem.Rule;
import dev.homelab.maven.testing.LabFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link KubernetesCheck}: each question's findings, and what input it must survive. */
class KubernetesCheckTest {

  private static final String HEADER =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";

  @TempDir private Path folder;
  private LabFolder lab;

  @BeforeEach
  void aSoundLab() {
    lab =
        new LabFolder(folder)
            .write("homelab.properties", "git_repo_url = https://git.lan/me/lab.git\n")
            .write(
                "k8s/argo/app.yaml",
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: home, namespace: argocd}
                spec:
                  project: default
                  source: {repoURL: "https://git.lan/me/lab.git", targetRevision: main, path: k8s/home}
                  destination: {server: "https://kubernetes.default.svc", namespace: argocd}
                  syncPolicy:
                    automated: {prune: true, selfHeal: true}
                    syncOptions: [CreateNamespace=true, ServerSideApply=true]
                """)
            .write(
                "k8s/argo/project.yaml",
                """
                apiVersion: argoproj.io/v1alpha1
                kind: AppProject
                metadata: {name: default, namespace: argocd}
                spec:
                  sourceRepos: ["https://git.lan/me/lab.git"]
                  destinations:
                    - {server: "https://kubernetes.default.svc", namespace: argocd}
                    - {server: "https://kubernetes.default.svc", namespace: web}
                  clusterResourceWhitelist:
                    - {group: "", kind: Namespace}
                """)
            .write("k8s/home/kustomization.yaml", HEADER + "resources:\n  - web\n")
            .write(
                "k8s/home/web/kustomization.yaml",
                HEADER + "namespace: web\nresources:\n  - namespace.yaml\n  - web.yaml\n")
            .write(
                "k8s/home/web/namespace.yaml",
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n")
            .write(
                "k8s/home/web/web.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                spec:
                  selector:
                    matchLabels: {app: web}
                  template:
                    metadata:
                      labels: {app: web}
                    spec:
                      containers:
                        - name: nginx
                          image: nginx:1.29.3
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec:
                  selector: {app: web}
                  ports: [{port: 80}]
                """);
  }

  private String findings() {
    return lab.findings(new KubernetesCheck());
  }

  /** The web folder's kustomization, with these lines behind its header. */
  private LabFolder web(String lines) {
    return lab.write("k8s/home/web/kustomization.yaml", HEADER + lines);
  }

  private static final String ALL = "namespace: web\nresources: [namespace.yaml, web.yaml]\n";

  @Test
  void findsNothingInASoundLab() {
    assertEquals("6 files, 5 objects", lab.ask(new KubernetesCheck()).scope());
    assertEquals("", findings());
  }

  @Test
  void hasNothingToSayWhereThereAreNoManifests(@TempDir Path empty) {
    assertEquals("0 files, 0 objects", new LabFolder(empty).ask(new KubernetesCheck()).scope());
    assertEquals("", new LabFolder(empty).findings(new KubernetesCheck()));
  }

  @Test
  void everyRuleHasItsOwnNameInThisGroup() {
    List<String> ids = new KubernetesCheck().rules().stream().map(Rule::id).toList();

    assertEquals(ids.stream().distinct().toList(), ids);
    assertTrue(ids.stream().allMatch(id -> id.matches("kubernetes/[a-z-]+")), ids.toString());
  }

  // Kustomizations

  @Test
  void namesAMissingResourceAndTheFileThatWasMeant() {
    web("namespace: web\nresources:\n  - namespace.yml\n  - web.yaml\n  - nothing.yaml\n");

    assertEquals(
        """
        error kubernetes/missing-resource
        k8s/home/web/kustomization.yaml:5:5  "namespace.yml" does not exist
          fix: did you mean "namespace.yaml"?
        error kubernetes/missing-resource
        k8s/home/web/kustomization.yaml:7:5  "nothing.yaml" does not exist
          fix: create it, add it to git if .gitignore names it, or take the line out
        """,
        findings());
  }

  @Test
  void namesTheSecondOfTwoEntriesForOneFile() {
    web("namespace: web\nresources: [namespace.yaml, web.yaml, ./web.yaml]\n");

    assertEquals(
        """
        error kubernetes/listed-twice
        k8s/home/web/kustomization.yaml:4:39  "./web.yaml" is listed twice, first at line 4
          fix: delete one of the two lines
        """,
        findings());
  }

  @Test
  void tellsAFolderWithoutAKustomizationAndAnEmptyOne() {
    lab.write("k8s/home/kustomization.yaml", HEADER + "resources: [web, plain, void]\n")
        .write("k8s/home/plain/README.md", "#\n");
    folder.resolve("k8s/home/void").toFile().mkdirs();

    assertEquals(
        """
        error kubernetes/missing-resource
        k8s/home/kustomization.yaml:3:18  folder "plain" has no kustomization.yaml
          fix: write one there that lists the folder's files, or list the files here one by one
        error kubernetes/missing-resource
        k8s/home/kustomization.yaml:3:25  folder "void" is empty, and git takes no empty folders
          fix: put a kustomization.yaml and its resources there, or take the line out
        """,
        findings());
  }

  @Test
  void tellsResourcesOutOfReach() {
    lab.write("k8s/other.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n");
    web(
        "namespace: web\nresources: [namespace.yaml, web.yaml, ../../other.yaml, ../../../../x, /etc/x.yaml]\n");

    assertEquals(
        """
        error kubernetes/resource-outside
        k8s/home/web/kustomization.yaml:4:39  file "../../other.yaml" lies outside of this kustomization's folder
          fix: list its folder, with a kustomization.yaml of its own, or move the file here
        error kubernetes/resource-outside
        k8s/home/web/kustomization.yaml:4:57  "../../../../x" leads out of the repository
          fix: move it into the repository, and write the path relative to this file's folder
        error kubernetes/resource-outside
        k8s/home/web/kustomization.yaml:4:72  "/etc/x.yaml" leads out of the repository
          fix: move it into the repository, and write the path relative to this file's folder
        """,
        findings());
  }

  @Test
  void leavesRemoteResourcesAlone() {
    web(
        ALL.replace(
            "]",
            ", \"https://example.org/x.yaml\", \"github.com/a/b//c?ref=v1\", \"git@example.org:a/b\"]"));

    assertEquals("", findings());
  }

  @Test
  void tellsEntriesThatAreNoPaths() {
    web("namespace: web\nresources: [namespace.yaml, web.yaml, {a: b}, \"\"]\n");

    assertEquals(
        """
        error kubernetes/resource-entry
        k8s/home/web/kustomization.yaml:4:39  this entry is no path
          fix: write the path of a file or folder behind the hyphen, or take the line out
        error kubernetes/resource-entry
        k8s/home/web/kustomization.yaml:4:47  this entry is no path
          fix: write the path of a file or folder behind the hyphen, or take the line out
        """,
        findings());
  }

  @Test
  void tellsACircleOnceWithItsWay() {
    lab.write("k8s/home/kustomization.yaml", HEADER + "resources: [web, a]\n")
        .write("k8s/home/a/kustomization.yaml", HEADER + "resources: [../b]\n")
        .write("k8s/home/b/kustomization.yaml", HEADER + "resources: [../a]\n");

    assertEquals(
        """
        error kubernetes/circular
        k8s/home/a/kustomization.yaml:3:13  "../b" leads back here: k8s/home/a -> k8s/home/b -> k8s/home/a
          fix: take one of these folders out of the other's resources
        """,
        findings());
  }

  @Test
  void tellsAFolderThatListsItself() {
    web("namespace: web\nresources: [namespace.yaml, web.yaml, .]\n");

    assertEquals(
        """
        error kubernetes/circular
        k8s/home/web/kustomization.yaml:4:39  "." is this folder itself
          fix: take one of these folders out of the other's resources
        """,
        findings());
  }

  @Test
  void tellsAKustomizationOfAWrongKindOrWithoutOne() {
    lab.write(
            "k8s/home/kustomization.yaml",
            "apiVersion: v1\nkind: Kustomisation\nresources: [web, a, b]\n")
        .write("k8s/home/a/kustomization.yaml", "kind: Component\nresources: []\n")
        .write("k8s/home/b/kustomization.yaml", "resources: []\n");

    assertEquals(
        """
        warning kubernetes/kustomization-header
        k8s/home/a/kustomization.yaml:1:1  this kustomization has no apiVersion
          fix: begin it with apiVersion: kustomize.config.k8s.io/v1alpha1 and kind: Component
        warning kubernetes/kustomization-header
        k8s/home/b/kustomization.yaml:1:1  this kustomization has no apiVersion and kind
          fix: begin it with apiVersion: kustomize.config.k8s.io/v1beta1 and kind: Kustomization
        error kubernetes/kustomization-kind
        k8s/home/kustomization.yaml:1:13  apiVersion "v1" is not the kustomization's
          fix: write apiVersion: kustomize.config.k8s.io/v1beta1
        error kubernetes/kustomization-kind
        k8s/home/kustomization.yaml:2:7  kind "Kustomisation" is not one of a kustomization's
          fix: write kind: Kustomization
        """,
        findings());
  }

  @Test
  void tellsKustomizationsThatSayNothing() {
    lab.write("k8s/home/kustomization.yaml", HEADER + "resources: [web, a, b, c]\n")
        .write("k8s/home/a/kustomization.yaml", "")
        .write("k8s/home/b/kustomization.yaml", HEADER + "resources:\n")
        .write("k8s/home/c/kustomization.yaml", "# later\n");

    assertEquals(
        """
        error kubernetes/empty-kustomization
        k8s/home/a/kustomization.yaml  this kustomization says nothing
          fix: list something under resources, write resources: [], or delete the file and whatever lists its folder
        error kubernetes/empty-kustomization
        k8s/home/b/kustomization.yaml  this kustomization says nothing
          fix: list something under resources, write resources: [], or delete the file and whatever lists its folder
        error kubernetes/empty-kustomization
        k8s/home/c/kustomization.yaml  this kustomization says nothing
          fix: list something under resources, write resources: [], or delete the file and whatever lists its folder
        """,
        findings());
  }

  @Test
  void tellsTheSecondKustomizationOfAFolder() {
    lab.write("k8s/home/web/kustomization.yml", HEADER + "resources: []\n");

    assertEquals(
        """
        error kubernetes/two-kustomizations
        k8s/home/web/kustomization.yml  the folder has a kustomization.yaml too
          fix: merge the two into kustomization.yaml
        """,
        findings());
  }

  @Test
  void tellsUnknownMistypedAndOutdatedFields() {
    lab.write(
        "k8s/home/kustomization.yaml",
        HEADER + "resource: [web]\nbases: [web]\ncomponents: web\nfoo: 1\nNamespace: web\n");

    assertEquals(
        """
        error kubernetes/kustomization-field
        k8s/home/kustomization.yaml:3:1  a kustomization has no field "resource"
          fix: did you mean "resources"?
        warning kubernetes/kustomization-deprecated
        k8s/home/kustomization.yaml:4:1  the field bases is deprecated
          fix: move its entries to resources
        error kubernetes/kustomization-field
        k8s/home/kustomization.yaml:5:13  components is no list
          fix: write each entry on a line of its own that begins with a hyphen
        error kubernetes/kustomization-field
        k8s/home/kustomization.yaml:6:1  a kustomization has no field "foo"
          fix: take it out, or see the fields at https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
        warning kubernetes/kustomization-spelling
        k8s/home/kustomization.yaml:7:1  the field namespace is written "Namespace"
          fix: write namespace
        """,
        findings());
  }

  @Test
  void tellsAKustomizationThatIsAList() {
    web("").write("k8s/home/web/kustomization.yaml", "- web.yaml\n");

    assertEquals(
        """
        error kubernetes/kustomization-field
        k8s/home/web/kustomization.yaml:1:1  this kustomization is no mapping of fields
          fix: write resources: and the list below it
        """,
        findings());
  }

  @Test
  void tellsFilesAndFoldersThatNothingApplies() {
    lab.write(
            "k8s/home/web/spare.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: spare}\n")
        .write("k8s/home/old/deep/x.yaml", "a: 1\n")
        .write("k8s/home/off/kustomization.yaml", HEADER + "resources: []\n");

    assertEquals(
        """
        warning kubernetes/unlisted-folder
        k8s/home/off/kustomization.yaml  nothing builds this folder: no kustomization lists it, and it is the path of no Application
          fix: add "off" to the resources of k8s/home/kustomization.yaml, or point an Application at it
        warning kubernetes/unlisted-file
        k8s/home/old/deep/x.yaml  nothing applies this file: no kustomization names it
          fix: add "old/deep/x.yaml" to the resources of k8s/home/kustomization.yaml, or delete the file
        warning kubernetes/unlisted-file
        k8s/home/web/spare.yaml  nothing applies this file: no kustomization names it
          fix: add "spare.yaml" to the resources of k8s/home/web/kustomization.yaml, or delete the file
        """,
        findings());
  }

  @Test
  void takesPatchesValuesAndGeneratorInputForListed() {
    web(ALL
            + "patches: [{path: patch.yaml}]\nconfigMapGenerator: [{name: c, files: [conf=conf.yaml]}]\nhelmCharts: [{name: c, repo: \"oci://r.lan\", version: 1.0.0, valuesFile: v.yaml, additionalValuesFiles: [w.yaml]}]\n")
        .write("k8s/home/web/patch.yaml", "kind: Deployment\n")
        .write("k8s/home/web/conf.yaml", "a: 1\n")
        .write("k8s/home/web/v.yaml", "a: 1\n")
        .write("k8s/home/web/w.yaml", "a: 1\n");

    assertEquals("", findings());
  }

  @Test
  void tellsPatchesAndGeneratorInputThatAreMissing() {
    web(
        ALL
            + "patches: [{path: patch.yaml}]\nconfigMapGenerator: [{name: c, files: [conf=conf.yaml]}]\n");

    assertEquals(
        """
        error kubernetes/missing-resource
        k8s/home/web/kustomization.yaml:5:18  "patch.yaml" does not exist
          fix: create it, add it to git if .gitignore names it, or take the line out
        error kubernetes/missing-resource
        k8s/home/web/kustomization.yaml:6:40  "conf.yaml" does not exist
          fix: create it, add it to git if .gitignore names it, or take the line out
        """,
        findings());
  }

  @Test
  void tellsWhatKeepsAChartFromBeingRendered() {
    web(ALL
            + "helmCharts:\n  - {repo: \"https://r.lan\", version: 1.0.0}\n  - {name: a, version: 1.0.0}\n  - {name: b, repo: r.lan, version: 1.0.0}\n  - {name: c, repo: \"https://r.lan\", valuesFile: vlaues.yaml, valueFile: x}\n")
        .write("k8s/home/web/values.yaml", "a: 1\n");

    assertEquals(
        """
        error kubernetes/chart
        k8s/home/web/kustomization.yaml:6:5  this chart has no name
          fix: write name: with the chart's name in its repository
        error kubernetes/chart
        k8s/home/web/kustomization.yaml:7:5  chart a has no repo, and no folder charts/a holds it
          fix: write repo: with the address of its repository, https:// or oci://
        error kubernetes/chart
        k8s/home/web/kustomization.yaml:8:21  chart b's repo "r.lan" is no address of a chart repository
          fix: write an address that begins with https:// or oci://
        warning kubernetes/chart-version
        k8s/home/web/kustomization.yaml:9:5  chart c has no version
          fix: write version: with the release your values were written for
        error kubernetes/chart-values-file
        k8s/home/web/kustomization.yaml:9:50  values file "vlaues.yaml" of chart c does not exist
          fix: did you mean "values.yaml"?
        error kubernetes/chart-field
        k8s/home/web/kustomization.yaml:9:63  an entry of helmCharts has no field "valueFile"
          fix: did you mean "valuesFile"?
        """,
        findings());
  }

  @Test
  void takesAChartThatIsKeptInTheTreeAndReadsNoneOfItsTemplates() {
    web(ALL + "helmCharts: [{name: own}]\n")
        .write("k8s/home/web/charts/own/Chart.yaml", "name: own\n")
        .write("k8s/home/web/charts/own/templates/x.yaml", "{{ if }}\n");

    assertEquals("", findings());
  }

  @Test
  void tellsTheKeysThatAppTemplatePassesOver() {
    web(ALL
            + "helmCharts: [{name: app-template, repo: \"https://r.lan\", version: 4.1.1, valuesFile: values.yaml}]\n")
        .write("k8s/home/web/values.yaml", "x-image: 1\nservicce: {}\nsomething: {}\n");

    assertEquals(
        """
        warning kubernetes/chart-value
        k8s/home/web/values.yaml:2:1  the chart app-template has no value "servicce"
          fix: did you mean "service"?
        warning kubernetes/chart-value
        k8s/home/web/values.yaml:3:1  the chart app-template has no value "something"
          fix: take it out, or begin its name with x- if it only holds anchors
        """,
        findings());
  }

  @Test
  void tellsUnpinnedImagesInManifestsAndValues() {
    web(ALL.replace("web.yaml", "web.yaml, pod.yaml")
            + "images: [{name: set/here, newTag: 1.0.0}]\nhelmCharts: [{name: app-template, repo: \"https://r.lan\", version: 4.1.1, valuesFile: values.yaml}]\n")
        .write(
            "k8s/home/web/pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  initContainers:\n    - {name: a, image: \"r.lan:5000/a\"}\n  containers:\n    - {name: b, image: \"b:latest\"}\n    - {name: c, image: \"c@sha256:00\"}\n    - {name: d, image: set/here}\n")
        .write(
            "k8s/home/web/values.yaml",
            "controllers:\n  m:\n    containers:\n      a: {image: {repository: a, tag: latest}}\n      b: {image: {repository: b}}\n      c: {image: {repository: c, tag: 1.10}}\n      d: {image: {repository: d, tag: 1.2.3}}\n");

    assertEquals(
        """
        warning kubernetes/image-tag
        k8s/home/web/pod.yaml:6:24  Pod p: image "r.lan:5000/a" has no tag
          fix: name a release, like r.lan:5000/a:1.2.3
        warning kubernetes/image-tag
        k8s/home/web/pod.yaml:8:24  Pod p: image "b:latest" follows the tag latest
          fix: name a release, like b:1.2.3
        warning kubernetes/image-tag
        k8s/home/web/values.yaml:4:39  image "a" of container a follows the tag latest
          fix: name a release, like tag: 1.2.3
        warning kubernetes/image-tag
        k8s/home/web/values.yaml:5:18  image "b" of container b has no tag
          fix: name a release, like tag: 1.2.3
        error kubernetes/image-tag-number
        k8s/home/web/values.yaml:6:39  tag 1.10 of container c is a number, not a text
          fix: write "1.10"
        """,
        findings());
  }

  @Test
  void tellsWhatAnObjectLacks() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "kind: Ingress\nmetadata: {name: a}\n---\napiVersion: v1\nmetadata: {name: b}\n---\napiVersion: v1\nkind: ConfigMap\n---\na: 1\n---\n- 1\n");

    assertEquals(
        """
        error kubernetes/object
        k8s/home/web/a.yaml:1:1  Ingress a has no apiVersion
          fix: write apiVersion: networking.k8s.io/v1
        error kubernetes/object
        k8s/home/web/a.yaml:4:1  object b has no kind
          fix: write kind: with the kind of object, like Deployment
        error kubernetes/object
        k8s/home/web/a.yaml:7:1  this ConfigMap has no metadata.name
          fix: write metadata.name: with a name of lower-case letters, digits and hyphens
        error kubernetes/object
        k8s/home/web/a.yaml:10:1  a kustomization lists this file, but this is no Kubernetes object
          fix: write apiVersion, kind and metadata.name, or take the file out of resources
        error kubernetes/object
        k8s/home/web/a.yaml:12:1  a kustomization lists this file, but this is no Kubernetes object
          fix: write apiVersion, kind and metadata.name, or take the file out of resources
        """,
        findings());
  }

  @Test
  void takesSettingsOfOtherToolsForNoObjects() {
    lab.write("k8s/kind.yaml", "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: []\n");

    assertEquals("", findings());
    assertEquals("7 files, 5 objects", lab.ask(new KubernetesCheck()).scope());
  }

  @Test
  void tellsNamesThatTheApiServerRefuses() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: My_Config}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a.b}\n---\napiVersion: apps//v1\nkind: Foo\nmetadata: {name: x, namespace: We_b}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: \"system:x\"}\n");

    assertEquals(
        """
        error kubernetes/name
        k8s/home/web/a.yaml:3:18  "My_Config" is no name for a ConfigMap
          fix: use lower-case letters, digits, inner hyphens and dots, at most 253 of them
        error kubernetes/name
        k8s/home/web/a.yaml:7:18  "a.b" is no name for a Service
          fix: use lower-case letters, digits and inner hyphens, at most 63 of them
        error kubernetes/object
        k8s/home/web/a.yaml:9:13  Foo x: "apps//v1" is no apiVersion
          fix: write GROUP/VERSION, like apps/v1, or v1 for the core kinds
        error kubernetes/name
        k8s/home/web/a.yaml:11:32  Foo x: "We_b" is no name of a namespace
          fix: use lower-case letters, digits and inner hyphens, at most 63 of them
        """,
        findings());
  }

  @Test
  void tellsRemovedAndUnknownKinds() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\n---\napiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: b}\n---\napiVersion: v1\nkind: Deployment\nmetadata: {name: c}\nspec: {selector: {}}\n---\napiVersion: apps/v1\nkind: Deploymnet\nmetadata: {name: d}\n---\napiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: e}\n");

    assertEquals(
        """
        error kubernetes/removed-api
        k8s/home/web/a.yaml:1:13  Ingress a: Kubernetes 1.22 removed Ingress from extensions/v1beta1
          fix: write apiVersion: networking.k8s.io/v1, and look through its fields, which may have changed
        error kubernetes/removed-api
        k8s/home/web/a.yaml:5:13  PodSecurityPolicy b: Kubernetes 1.25 removed PodSecurityPolicy from policy/v1beta1
          fix: delete it; the namespace label pod-security.kubernetes.io/enforce took its place
        error kubernetes/unknown-kind
        k8s/home/web/a.yaml:9:13  Deployment c: v1 has no Deployment
          fix: write apiVersion: apps/v1
        error kubernetes/unknown-kind
        k8s/home/web/a.yaml:15:7  apps/v1 has no kind "Deploymnet"
          fix: did you mean "Deployment"?
        """,
        findings());
  }

  @Test
  void takesARemovedKindForGoodOnAnOlderKubernetes() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n")
        .write(
            "homelab.properties",
            "git_repo_url = https://git.lan/me/lab\nk3s_version = v1.25.9+k3s1\n");

    assertEquals("", findings());
  }

  @Test
  void tellsFieldsThatAKindDoesNotHave() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, lables: {}}\ndate: {}\nspec: {}\n---\napiVersion: argoproj.io/v1alpha1\nkind: Foo\nmetadata: {name: x, anything: 1}\n");

    assertEquals(
        """
        error kubernetes/unknown-field
        k8s/home/web/a.yaml:3:21  ConfigMap a has no field "lables" in metadata
          fix: did you mean "labels"?
        error kubernetes/unknown-field
        k8s/home/web/a.yaml:4:1  ConfigMap a has no field "date"
          fix: did you mean "data"?
        error kubernetes/unknown-field
        k8s/home/web/a.yaml:5:1  ConfigMap a has no field "spec"
          fix: take it out, or indent it to where it belongs; there are apiVersion, kind, metadata, binaryData, data, immutable
        """,
        findings());
  }

  @Test
  void tellsLabelsAndTextsThatAreNone() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: {\"a b\": x, Foo.io/x: ok, v: \"a b\", n: 1, ok: \"\"}\n  annotations: {argocd.argoproj.io/sync-wave: -1, -/x: ok, Foo.io/x: ok, free: any text}\ndata:\n  port: 80\n  on: yes\n  map: {a: 1}\n  good: \"80\"\n");

    assertEquals(
        """
        error kubernetes/label
        k8s/home/web/a.yaml:5:12  ConfigMap a: "a b" is no key for a label
          fix: write NAME or DOMAIN/NAME, the name with at most 63 letters, digits, dots, hyphens and underscores
        error kubernetes/label
        k8s/home/web/a.yaml:5:22  ConfigMap a: "Foo.io/x" is no key for a label
          fix: write NAME or DOMAIN/NAME, the name with at most 63 letters, digits, dots, hyphens and underscores
        error kubernetes/label
        k8s/home/web/a.yaml:5:39  ConfigMap a: "a b" is no value for label v
          fix: use at most 63 letters, digits, dots, hyphens and underscores; longer texts go into an annotation
        error kubernetes/text-value
        k8s/home/web/a.yaml:5:49  ConfigMap a: label n is 1 without quotes, which is no text
          fix: write "1"
        error kubernetes/text-value
        k8s/home/web/a.yaml:6:47  ConfigMap a: annotation argocd.argoproj.io/sync-wave is -1 without quotes, which is no text
          fix: write "-1"
        error kubernetes/label
        k8s/home/web/a.yaml:6:51  ConfigMap a: "-/x" is no key for an annotation
          fix: write NAME or DOMAIN/NAME, the name with at most 63 letters, digits, dots, hyphens and underscores
        error kubernetes/text-value
        k8s/home/web/a.yaml:8:9  ConfigMap a: data port is 80 without quotes, which is no text
          fix: write "80"
        error kubernetes/text-value
        k8s/home/web/a.yaml:9:7  ConfigMap a: data on is yes without quotes, which is no text
          fix: write "yes"
        error kubernetes/text-value
        k8s/home/web/a.yaml:10:8  ConfigMap a: data map is no text but a mapping
          fix: write it as a text; several lines go behind a |
        """,
        findings());
  }

  @Test
  void tellsAnObjectThatComesTwiceInABuild() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: other}\nspec: {selector: {app: web}}\n");

    assertEquals(
        """
        error kubernetes/duplicate
        k8s/home/web/a.yaml:3:18  Service web is there already, at k8s/home/web/web.yaml:18:18
          fix: rename one of the two, or delete it
        """,
        findings());
  }

  @Test
  void tellsAFileThatTwoFoldersOfABuildList() {
    lab.write("k8s/home/kustomization.yaml", HEADER + "resources: [web, web/namespace.yaml]\n");

    assertEquals(
        """
        error kubernetes/duplicate
        k8s/home/kustomization.yaml:3:18  "web/namespace.yaml" brings Namespace web of k8s/home/web/namespace.yaml:1:1 a second time
          fix: list that file or its folder once
        """,
        findings());
  }

  @Test
  void tellsAnObjectThatIsAppliedByHandTwice() {
    lab.write(
        "k8s/argo/b.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: default, namespace: argocd}\nspec: {}\n");

    assertEquals(
        """
        error kubernetes/project-repository
        k8s/argo/app.yaml:6:21  project default does not allow the repository "https://git.lan/me/lab.git" of Application home
          fix: add it to spec.sourceRepos in k8s/argo/b.yaml
        error kubernetes/project-destination
        k8s/argo/app.yaml:7:70  Application home goes to namespace "argocd", which project default does not allow
          fix: add it to spec.destinations in k8s/argo/b.yaml
        error kubernetes/duplicate
        k8s/argo/project.yaml:3:18  AppProject default is there already, at k8s/argo/b.yaml:3:18
          fix: rename one of the two, or delete it
        error kubernetes/project-kind
        k8s/home/web/namespace.yaml:2:7  project default does not allow Namespace web of Application home
          fix: add {group: "", kind: Namespace} to spec.clusterResourceWhitelist in k8s/argo/b.yaml
        error kubernetes/project-destination
        k8s/home/web/web.yaml:1:1  Deployment web of Application home goes to namespace "web", which project default does not allow
          fix: add it to spec.destinations in k8s/argo/b.yaml
        """,
        findings());
  }

  @Test
  void takesTheSameNameInTwoNamespacesAndWithAPrefixForTwoObjects() {
    lab.write("k8s/home/kustomization.yaml", HEADER + "resources: [web, a, b]\n")
        .write("k8s/home/a/kustomization.yaml", HEADER + "namePrefix: a-\nresources: [x.yaml]\n")
        .write("k8s/home/b/kustomization.yaml", HEADER + "nameSuffix: -b\nresources: [x.yaml]\n")
        .write("k8s/home/a/x.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n")
        .write("k8s/home/b/x.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n");

    assertEquals("", findings());
  }

  @Test
  void tellsNamespacesThatNothingCreates() {
    lab.write("k8s/home/kustomization.yaml", HEADER + "namespace: wbe\nresources: [web]\n")
        .write(
            "k8s/argo/chart.yaml",
            "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: c, namespace: kube-system}\nspec: {chart: c, targetNamespace: metal}\n")
        .write(
            "k8s/argo/x.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: nowhere}\n");

    assertEquals(
        """
        error kubernetes/namespace-missing
        k8s/argo/chart.yaml:4:35  nothing creates namespace "metal"
          fix: list a Namespace object of that name among the resources, or give the Application the sync option CreateNamespace=true
        error kubernetes/namespace-missing
        k8s/argo/x.yaml:3:32  nothing creates namespace "nowhere"
          fix: list a Namespace object of that name among the resources, or give the Application the sync option CreateNamespace=true
        error kubernetes/namespace-missing
        k8s/home/kustomization.yaml:3:12  nothing creates namespace "wbe"
          fix: did you mean "web"? Otherwise list a Namespace object of that name
        error kubernetes/project-destination
        k8s/home/web/web.yaml:1:1  Deployment web of Application home goes to namespace "wbe", which project default does not allow
          fix: add it to spec.destinations in k8s/argo/project.yaml
        """,
        findings());
  }

  @Test
  void knowsNothingOfNamespacesWhereManifestsComeFromElsewhere() {
    web(
        "namespace: metal\nresources: [namespace.yaml, web.yaml, \"https://example.org/metal.yaml\"]\n");
    folder.resolve("k8s/argo/project.yaml").toFile().delete();

    assertEquals("", findings());
  }

  @Test
  void knowsNothingOfFoldersAndNamespacesWhereASetMakesTheApplications() {
    lab.write(
            "k8s/argo/set.yaml",
            """
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: apps, namespace: argocd}
            spec:
              template:
                spec:
                  syncPolicy: {syncOptions: [CreateNamespace=true]}
            """)
        .write("k8s/home/off/kustomization.yaml", HEADER + "namespace: off\nresources: []\n");

    assertEquals("", findings());
  }

  @Test
  void takesANamespaceThatAHelmChartCreates() {
    lab.write(
        "k8s/argo/chart.yaml",
        "apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: c, namespace: kube-system}\nspec: {chart: c, targetNamespace: metal, createNamespace: true}\n");

    assertEquals("", findings());
  }

  @Test
  void tellsSelectorsThatFindNoPod() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  selector:\n    matchLabels: {app: a, tier: b}\n  template:\n    metadata: {labels: {app: x}}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b}\nspec: {replicas: 1}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: c}\nspec: {selector: {app: wbe}}\n");

    assertEquals(
        """
        error kubernetes/selector
        k8s/home/web/a.yaml:6:24  StatefulSet a selects pods with app: a, its own have app: x
          fix: write the same label in spec.selector.matchLabels and spec.template.metadata.labels
        error kubernetes/selector
        k8s/home/web/a.yaml:6:33  StatefulSet a selects pods with tier: b, its own have no label tier
          fix: write the same label in spec.selector.matchLabels and spec.template.metadata.labels
        error kubernetes/selector
        k8s/home/web/a.yaml:13:7  Deployment b has no selector
          fix: write spec.selector.matchLabels with labels of spec.template.metadata.labels
        warning kubernetes/service-selector
        k8s/home/web/a.yaml:18:18  Service c selects app: wbe, which no pod of this folder has
          fix: write labels of the pods it is for, e.g. those of Deployment web: app: web
        """,
        findings());
  }

  @Test
  void tellsSecretsInPlainSightAndPrintsNoneOfThem() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml")
            + "secretGenerator: [{name: g, literals: [token=hunter2], files: [key.txt, gone.txt]}]\n")
        .write("k8s/home/web/key.txt", "hunter2")
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: hunter2, user: hunter2}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: half}\ndata: {a: \"ENC[x]\", b: aHVudGVyMg==}\nsops: {mac: x}\n");

    assertEquals(
        """
        error kubernetes/plain-secret
        k8s/home/web/a.yaml:4:14  Secret a holds 2 values in plain sight: password, user
          fix: make the secret in the cluster with kubectl create secret, or encrypt the file with SOPS, or commit a SealedSecret; a value that was pushed must be changed
        error kubernetes/plain-secret
        k8s/home/web/a.yaml:9:21  Secret half holds a value in plain sight: b
          fix: make the secret in the cluster with kubectl create secret, or encrypt the file with SOPS, or commit a SealedSecret; a value that was pushed must be changed
        error kubernetes/plain-secret
        k8s/home/web/kustomization.yaml:5:40  secretGenerator g holds the value of token in plain sight
          fix: make the secret in the cluster with kubectl create secret, or encrypt the file with SOPS, or commit a SealedSecret; a value that was pushed must be changed
        error kubernetes/plain-secret
        k8s/home/web/kustomization.yaml:5:64  file "key.txt" becomes a secret, and git would take it
          fix: make the secret in the cluster with kubectl create secret, or encrypt the file with SOPS, or commit a SealedSecret; a value that was pushed must be changed
        error kubernetes/missing-resource
        k8s/home/web/kustomization.yaml:5:73  "gone.txt" is not in git, so Argo CD cannot make a secret of it
          fix: make the secret in the cluster with kubectl create secret, and take it out of secretGenerator
        """,
        findings());
  }

  @Test
  void takesEncryptedEmptyAndSealedSecretsForGood() {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: \"ENC[AES256_GCM,data:x]\"}\nsops: {mac: x}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\nstringData: {password: \"\"}\n---\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: c}\nspec: {encryptedData: {password: AgB}}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: d, labels: {argocd.argoproj.io/secret-type: repository}}\nstringData: {type: git, url: \"https://git.lan\"}\n");

    assertEquals("", findings());
  }

  @Test
  void tellsThePathOfAnApplicationThatDoesNotExist() {
    lab.write(
        "k8s/argo/app.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: home, namespace: argocd}\nspec:\n  project: default\n  source: {repoURL: \"https://git.lan/me/lab\", path: k8s/home}\n  destination: {server: \"https://kubernetes.default.svc\", namespace: argocd}\n  syncPolicy: {syncOptions: [CreateNamespace=true]}\n"
            .replace("k8s/home", "k8s/hoem"));

    assertEquals(
        """
        error kubernetes/application-path
        k8s/argo/app.yaml:6:53  path "k8s/hoem" of Application home does not exist in this repository
          fix: did you mean "k8s/home"?
        """,
        findings());
  }

  @Test
  void knowsNothingOfPathsInOtherRepositories() {
    lab.write(
        "k8s/argo/app.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: home, namespace: argocd}\nspec:\n  project: default\n  source: {repoURL: \"https://git.lan/me/lab\", path: k8s/home}\n  destination: {server: \"https://kubernetes.default.svc\", namespace: argocd}\n  syncPolicy: {syncOptions: [CreateNamespace=true]}\n"
            .replace("path: k8s/home", "path: elsewhere")
            .replace("me/lab", "you/lab"));

    assertEquals(
        """
        error kubernetes/project-repository
        k8s/argo/app.yaml:6:21  project default does not allow the repository "https://git.lan/you/lab" of Application home
          fix: add it to spec.sourceRepos in k8s/argo/project.yaml
        """,
        findings());
  }

  @Test
  void tellsAnApplicationThatLacksWhatArgoCdNeeds() {
    lab.write(
        "k8s/argo/b.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: b}\nspec: {}\n---\napiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: c, namespace: argo}\nspec: {project: defualt, source: {targetRevision: main}, destination: {server: \"https://kubernetes.default.svc\"}}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: argo}\n");

    assertEquals(
        """
        error kubernetes/application
        k8s/argo/b.yaml:1:1  Application b has no destination server
          fix: write spec.destination.server: https://kubernetes.default.svc
        error kubernetes/application-namespace
        k8s/argo/b.yaml:1:1  Application b has no namespace, but Argo CD looks in "argocd" only
          fix: write metadata.namespace: argocd
        error kubernetes/application
        k8s/argo/b.yaml:4:7  Application b has no project
          fix: write spec.project: default
        error kubernetes/application
        k8s/argo/b.yaml:4:7  Application b has no source
          fix: write spec.source with repoURL, targetRevision and path
        error kubernetes/application-namespace
        k8s/argo/b.yaml:8:32  Application c is in namespace "argo", but Argo CD looks in "argocd" only
          fix: write metadata.namespace: argocd
        error kubernetes/project-missing
        k8s/argo/b.yaml:9:17  Application c is in project "defualt", which nothing declares
          fix: did you mean "default"?
        error kubernetes/application
        k8s/argo/b.yaml:9:34  a source of Application c has neither path nor chart
          fix: write path: with the folder in the repository, like k8s/clusters/home
        error kubernetes/application
        k8s/argo/b.yaml:9:34  a source of Application c has no repoURL
          fix: write repoURL: with the address of the repository
        """,
        findings());
  }

  @Test
  void tellsAKustomizationThatMovesAnApplicationOutOfArgoCdsSight() {
    web(ALL.replace("web.yaml", "web.yaml, app.yaml"))
        .write(
            "k8s/home/web/app.yaml",
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: w, namespace: argocd}\nspec: {project: default, source: {repoURL: \"https://git.lan/me/lab\", path: k8s/home/web}, destination: {server: \"https://kubernetes.default.svc\", namespace: web}}\n");

    assertEquals(
        """
        error kubernetes/application-namespace
        k8s/home/web/kustomization.yaml:3:12  this moves Application w to namespace "web", but Argo CD looks in "argocd" only
          fix: list app.yaml in the kustomization of the folder above, which sets no namespace
        """,
        findings());
  }

  @Test
  void tellsWhatTheProjectDoesNotAllow() {
    lab.write(
        "k8s/argo/app.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: home, namespace: argocd}\nspec:\n  project: default\n  source: {repoURL: \"https://git.lan/me/lab\", path: k8s/home}\n  destination: {server: \"https://kubernetes.default.svc\", namespace: argocd}\n  syncPolicy: {syncOptions: [CreateNamespace=true]}\n"
            .replace("me/lab", "you/lab")
            .replace("namespace: argocd}\n  sync", "namespace: media}\n  sync"));

    assertEquals(
        """
        error kubernetes/namespace-missing
        k8s/argo/app.yaml:3:35  nothing creates namespace "argocd"
          fix: list a Namespace object of that name among the resources, or give the Application the sync option CreateNamespace=true
        error kubernetes/project-repository
        k8s/argo/app.yaml:6:21  project default does not allow the repository "https://git.lan/you/lab" of Application home
          fix: add it to spec.sourceRepos in k8s/argo/project.yaml
        error kubernetes/project-destination
        k8s/argo/app.yaml:7:70  Application home goes to namespace "media", which project default does not allow
          fix: add it to spec.destinations in k8s/argo/project.yaml
        error kubernetes/namespace-missing
        k8s/argo/project.yaml:3:38  nothing creates namespace "argocd"
          fix: list a Namespace object of that name among the resources, or give the Application the sync option CreateNamespace=true
        """,
        findings());
  }

  @Test
  void tellsAnObjectThatTheProjectDoesNotAllow() {
    web("resources: [namespace.yaml, web.yaml, a.yaml]\n")
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: a}\nrules: []\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, namespace: kube-system}\n");

    assertEquals(
        """
        error kubernetes/project-kind
        k8s/home/web/a.yaml:2:7  project default does not allow ClusterRole a of Application home
          fix: add {group: "rbac.authorization.k8s.io", kind: ClusterRole} to spec.clusterResourceWhitelist in k8s/argo/project.yaml
        error kubernetes/project-destination
        k8s/home/web/a.yaml:8:32  ConfigMap b of Application home goes to namespace "kube-system", which project default does not allow
          fix: add it to spec.destinations in k8s/argo/project.yaml
        """,
        findings());
  }

  @Test
  void asksNothingOfAnUndeclaredDefaultProject() {
    folder.resolve("k8s/argo/project.yaml").toFile().delete();

    assertEquals("", findings());
  }

  @Test
  void tellsSyncOptionsThatArgoCdDoesNotKnow() {
    lab.write(
        "k8s/argo/app.yaml",
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: home, namespace: argocd}\nspec:\n  project: default\n  source: {repoURL: \"https://git.lan/me/lab\", path: k8s/home}\n  destination: {server: \"https://kubernetes.default.svc\", namespace: argocd}\n  syncPolicy: {syncOptions: [CreateNamespace=true]}\n"
            .replace(
                "[CreateNamespace=true]",
                "[CreateNamespace=true, ServerSideAply=true, Prune=no, Validate]"));

    assertEquals(
        """
        warning kubernetes/sync-option
        k8s/argo/app.yaml:8:52  Argo CD has no sync option "ServerSideAply"
          fix: did you mean "ServerSideApply"?
        warning kubernetes/sync-option
        k8s/argo/app.yaml:8:73  sync option Prune takes no value "no"
          fix: write Prune=true or =false or =confirm
        warning kubernetes/sync-option
        k8s/argo/app.yaml:8:83  sync option Validate takes no value ""
          fix: write Validate=true or =false
        """,
        findings());
  }

  /** As a Kubernetes 1.36 API server with kubectl was seen to judge each of them. */
  @ParameterizedTest
  @CsvSource({
    "true, refused",
    "yes, refused",
    "on, refused",
    "y, refused",
    "0644, refused",
    "0x1F, refused",
    "1_000, refused",
    "1e3, refused",
    "+12, refused",
    "12:30:45, taken",
    "2026-11-24, taken",
    "yes please, taken",
    "~, taken"
  })
  void tellsTextFromNumbersAsKubernetesDoes(String value, String verdict) {
    web(ALL.replace("web.yaml", "web.yaml, a.yaml"))
        .write(
            "k8s/home/web/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: " + value + "\n");

    assertEquals(verdict.equals("taken"), findings().isEmpty(), findings());
  }

  // Bad input

  @Test
  void passesOverWhatHoldsNothing() {
    web("namespace: web\nresources: [namespace.yaml, web.yaml, empty.yaml, comments.yaml, bom.yaml, many.yaml]\n")
        .write("k8s/home/web/empty.yaml", "")
        .write("k8s/home/web/comments.yaml", "# later\n")
        .write(
            "k8s/home/web/bom.yaml", "\uFEFFapiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
        .write(
            "k8s/home/web/many.yaml",
            "---\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n---\n---\n");

    assertEquals("", findings());
    assertEquals("10 files, 7 objects", lab.ask(new KubernetesCheck()).scope());
  }

  @Test
  void leavesWhatIsNoYamlToTheYamlCheck() {
    web("namespace: web\nresources: [namespace.yaml, web.yaml, tab.yaml, deep.yaml, latin1.yaml, huge.yaml]\n")
        .write("k8s/home/web/tab.yaml", "a:\n\tb: 1\n")
        .write("k8s/home/web/deep.yaml", "[".repeat(1000) + "]".repeat(1000))
        .write("k8s/home/web/latin1.yaml", "a: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1))
        .write("k8s/home/web/huge.yaml", new byte[5 << 20]);

    assertEquals("", findings());
  }

  @Test
  void endsInTimeOnAliasesThatMultiplyOrMergeThemselves() {
    StringBuilder bomb =
        new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n");
    bomb.append("  a0: &a0 {x: y}\n");
    for (int i = 1; i < 30; i++) {
      bomb.append(
          "  a" + i + ": &a" + i + " {<<: [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a0]}\n");
    }
    bomb.append("  self: &self {<<: *self, k: v}\n");
    web("namespace: web\nresources: [namespace.yaml, web.yaml, bomb.yaml]\n")
        .write("k8s/home/web/bomb.yaml", bomb.append("<<: *a29\n").toString());

    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertFalse(findings().isEmpty()));
  }

  @Test
  void endsInTimeOnLongNamesAndLongChainsOfFolders() {
    String name = "a-".repeat(500_000);
    web("namespace: web\nresources: [namespace.yaml, web.yaml, long.yaml, " + name + "]\n")
        .write(
            "k8s/home/web/long.yaml",
            "apiVersion: "
                + name
                + "\nkind: "
                + name
                + "\nmetadata:\n  name: "
                + name
                + "\n  labels: {"
                + name
                + ": "
                + name
                + "}\n");
    for (int i = 0; i < 500; i++) {
      lab.write(
          "k8s/chain/f" + i + "/kustomization.yaml",
          HEADER + "resources: [../f" + (i + 1) + ", ../f" + (i + 2) + "]\n");
    }
    lab.write("k8s/chain/f500/kustomization.yaml", HEADER + "resources: [../f0]\n");

    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertTrue(findings().lines().allMatch(line -> line.length() < 4000)));
  }
}
