package dev.homelab.maven.flow;

import dev.homelab.maven.ssh.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the kubeconfig goal is asked to do.
 *
 * @param root the homelab's folder
 * @param environment the folder in terraform/envs; empty to take the answers' one
 * @param host of the machine; empty to take it from tofu's state, or else from the answers
 * @param port where the machine's SSH server listens
 * @param agent the socket of ssh-agent
 * @param passphrase asks for that of a locked private key
 * @param merge another kubeconfig that gets the cluster too
 * @param atMost how long to wait for the machine, and then for its API
 */
public record KubeconfigRequest(
    Path root,
    Optional<String> environment,
    Optional<String> host,
    int port,
    Optional<Path> agent,
    Login.Passphrase passphrase,
    Optional<Path> merge,
    Duration atMost) {}
