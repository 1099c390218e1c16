package dev.homelab.it.real;

import dev.homelab.it.GeneratedTree;
import java.nio.file.Path;
import java.util.Map;

/** Answers that someone may give, each set for its own reason, besides those without a default. */
enum AnswerSet {
  DEFAULTS(Map.of()),
  OTHER_NETWORK(
      Map.of(
          "node_ip", "192.168.178.20/22",
          "gateway", "192.168.176.1",
          "nameserver", "192.168.176.1 1.1.1.1",
          "bridge", "vmbr1",
          "vlan_tag", "42")),
  IPV6_NAMESERVER(Map.of("nameserver", "10.23.45.1 2606:4700:4700::1111")),
  TWO_STORAGES(Map.of("storage", "fast.nvme", "iso_storage", "nas_iso")),
  INSECURE_TLS(
      Map.of("proxmox_url", "https://192.168.1.10:8006/api2/json", "proxmox_insecure", "true")),
  GIT_OVER_HTTPS(
      Map.of(
          "git_repo_url", "https://git.example.org:8443/me/lab.git",
          "git_revision", "release/2026")),
  GIT_OVER_SSH(Map.of("git_repo_url", "git@git.example.org:me/lab.git", "git_revision", "v1.0")),
  GIT_OVER_SSH_URL(Map.of("git_repo_url", "ssh://git@git.example.org:2222/me/lab.git")),
  OTHER_ENVIRONMENT(
      Map.of(
          "environment", "lab-east-2",
          "node_name", "east-1",
          "ci_user", "ops",
          "timezone", "America/Argentina/Buenos_Aires",
          "http_interface", "eth0",
          "k3s_version", "v1.35.8+k3s2")),
  LARGEST_VALUES(
      Map.of(
          "cores", "128",
          "memory", "4194304",
          "disk_size", "64T",
          "image_disk_size", "1T",
          "image_version", "12.34.56",
          "vlan_tag", "4094"));

  private final Map<String, String> answers;

  AnswerSet(Map<String, String> answers) {
    this.answers = answers;
  }

  /** Do not change it. */
  Path tree() {
    return answers.isEmpty() ? GeneratedTree.answered() : GeneratedTree.answeredWith(answers);
  }

  String environment() {
    return answers.getOrDefault("environment", "k3s-single");
  }

  /** By the rule that the image's name follows. */
  String template() {
    String k3s = answers.getOrDefault("k3s_version", "v1.36.3+k3s1").replaceFirst("\\+.*", "");
    return "alma9-k3-node-amd64-" + k3s + "-v" + answers.getOrDefault("image_version", "1");
  }
}
