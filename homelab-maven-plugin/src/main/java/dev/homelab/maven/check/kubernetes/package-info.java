/**
 * Asks whether the manifests below k8s would do what they say: one class a question, all of them
 * about one model.
 *
 * <p>{@link dev.homelab.maven.check.kubernetes.Manifests} is the model: files, kustomizations,
 * objects, and what a kustomization builds. May touch check.yaml, tree, answers, check and problem;
 * knows no tool and no network, so what a chart renders is unknown here.
 */
package dev.homelab.maven.check.kubernetes;
