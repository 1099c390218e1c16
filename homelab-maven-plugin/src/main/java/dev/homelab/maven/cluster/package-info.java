/**
 * What is known of a cluster from outside: the kubeconfig that leads to it, and whether its API
 * answers by it.
 *
 * <p>It reads what a machine sends, so it trusts nothing of it. It knows no goal and no tool; it
 * may touch problem.
 */
package dev.homelab.maven.cluster;
