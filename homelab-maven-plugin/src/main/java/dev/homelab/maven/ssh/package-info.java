/**
 * Logs in to a machine and runs a command there: Apache MINA SSHD with the user's key or agent, and
 * the host keys that this homelab has seen.
 *
 * <p>The only package that knows sshd. It knows no homelab and no Kubernetes; it may touch state
 * and problem.
 */
package dev.homelab.maven.ssh;
