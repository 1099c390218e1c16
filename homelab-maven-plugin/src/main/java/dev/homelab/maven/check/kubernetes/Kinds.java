package dev.homelab.maven.check.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Kubernetes itself serves, and what of it stands above the namespaces. */
final class Kinds {

  /** The kinds of Kubernetes 1.36 that people write manifests of, by apiVersion. */
  static final Map<String, List<String>> SERVED =
      Map.ofEntries(
          Map.entry(
              "admissionregistration.k8s.io/v1",
              List.of(
                  "MutatingAdmissionPolicy",
                  "MutatingAdmissionPolicyBinding",
                  "MutatingWebhookConfiguration",
                  "ValidatingAdmissionPolicy",
                  "ValidatingAdmissionPolicyBinding",
                  "ValidatingWebhookConfiguration")),
          Map.entry(
              "v1",
              List.of(
                  "ConfigMap",
                  "Endpoints",
                  "Event",
                  "LimitRange",
                  "List",
                  "Namespace",
                  "Node",
                  "PersistentVolume",
                  "PersistentVolumeClaim",
                  "Pod",
                  "PodTemplate",
                  "ReplicationController",
                  "ResourceQuota",
                  "Secret",
                  "Service",
                  "ServiceAccount")),
          Map.entry(
              "apps/v1",
              List.of(
                  "ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet")),
          Map.entry("batch/v1", List.of("CronJob", "Job")),
          Map.entry("autoscaling/v2", List.of("HorizontalPodAutoscaler")),
          Map.entry("autoscaling/v1", List.of("HorizontalPodAutoscaler")),
          Map.entry("policy/v1", List.of("PodDisruptionBudget")),
          Map.entry(
              "networking.k8s.io/v1",
              List.of("Ingress", "IngressClass", "IPAddress", "NetworkPolicy", "ServiceCIDR")),
          Map.entry(
              "rbac.authorization.k8s.io/v1",
              List.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")),
          Map.entry(
              "storage.k8s.io/v1",
              List.of(
                  "CSIDriver",
                  "CSINode",
                  "CSIStorageCapacity",
                  "StorageClass",
                  "VolumeAttributesClass",
                  "VolumeAttachment")),
          Map.entry("scheduling.k8s.io/v1", List.of("PriorityClass")),
          Map.entry("node.k8s.io/v1", List.of("RuntimeClass")),
          Map.entry("coordination.k8s.io/v1", List.of("Lease")),
          Map.entry("discovery.k8s.io/v1", List.of("EndpointSlice")),
          Map.entry("apiextensions.k8s.io/v1", List.of("CustomResourceDefinition")),
          Map.entry("apiregistration.k8s.io/v1", List.of("APIService")));

  /** Above the namespaces: the core's, and those of what homelabs often install. */
  private static final Set<String> CLUSTER_SCOPED =
      Set.of(
          "APIService",
          "CSIDriver",
          "CSINode",
          "CertificateSigningRequest",
          "ClusterIssuer",
          "ClusterPolicy",
          "ClusterRole",
          "ClusterRoleBinding",
          "ClusterSecretStore",
          "CustomResourceDefinition",
          "FlowSchema",
          "GatewayClass",
          "IngressClass",
          "DeviceClass",
          "IPAddress",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionPolicyBinding",
          "MutatingWebhookConfiguration",
          "Namespace",
          "Node",
          "PersistentVolume",
          "PriorityClass",
          "PriorityLevelConfiguration",
          "RuntimeClass",
          "ServiceCIDR",
          "StorageClass",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "ValidatingWebhookConfiguration",
          "VolumeAttachment",
          "VolumeAttributesClass");

  private Kinds() {}

  /** Whether Kubernetes itself has a kind of that name. */
  static boolean isServed(String kind) {
    return SERVED.values().stream().anyMatch(kinds -> kinds.contains(kind));
  }

  /** Whether it is known to stand above the namespaces. */
  static boolean isClusterScoped(KubeObject object) {
    return CLUSTER_SCOPED.contains(object.kind());
  }
}
