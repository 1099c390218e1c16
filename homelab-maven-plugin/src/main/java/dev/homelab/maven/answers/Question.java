package dev.homelab.maven.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One key of homelab.properties.
 *
 * @param key snake_case
 * @param standard the value that is used when nothing else is said; empty when there is none and a
 *     person must answer
 * @param kind what a value must look like
 */
public record Question(String key, Optional<String> standard, Kind kind) {

  /** Every question, in the order of the file. */
  public static final List<Question> ALL =
      List.of(
          asked("proxmox_url", Kinds.PROXMOX_URL),
          asked("proxmox_node", Kinds.DNS_LABEL),
          asked("ssh_public_key", new SshPublicKey()),
          asked("git_repo_url", Kinds.GIT_URL),
          question("proxmox_insecure", "false", Kinds.BOOLEAN),
          question("proxmox_server_id", "proxmox", Kinds.NAME),
          question("storage", "local-lvm", Kinds.NAME),
          question("iso_storage", "local", Kinds.NAME),
          question("bridge", "vmbr0", Kinds.BRIDGE),
          question("vlan_tag", "0", Kinds.number(0, 4094)),
          question("image_version", "1", Kinds.IMAGE_VERSION),
          question("image_disk_size", "20G", Kinds.SIZE),
          question("k3s_version", "v1.36.3+k3s1", Kinds.K3S_VERSION),
          question(
              "alma_iso_url",
              "https://repo.almalinux.org/almalinux/9.8/isos/x86_64/AlmaLinux-9.8-x86_64-minimal.iso",
              Kinds.ISO_URL),
          question(
              "alma_iso_checksum",
              "file:https://repo.almalinux.org/almalinux/9.8/isos/x86_64/CHECKSUM",
              Kinds.CHECKSUM),
          question("ssh_private_key_file", "~/.ssh/id_ed25519", Kinds.PATH),
          question("http_interface", "auto", Kinds.INTERFACE),
          question("timezone", "UTC", Kinds.TIME_ZONE),
          question("environment", "k3s-single", Kinds.DNS_LABEL),
          question("node_name", "k3s-1", Kinds.DNS_LABEL),
          question("node_ip", "10.23.45.31/24", Kinds.ADDRESS_IN_NETWORK),
          question("gateway", "10.23.45.1", Kinds.IPV4),
          question("nameserver", "10.23.45.1", Kinds.NAMESERVERS),
          question("cores", "4", Kinds.number(1, 128)),
          question("memory", "24576", Kinds.number(2048, 4_194_304)),
          question("disk_size", "60G", Kinds.SIZE),
          question("ci_user", "almalinux", Kinds.USER),
          question("git_revision", "main", Kinds.GIT_REVISION));

  private static Question asked(String key, Kind kind) {
    return new Question(key, Optional.empty(), kind);
  }

  private static Question question(String key, String standard, Kind kind) {
    return new Question(key, Optional.of(standard), kind);
  }

  /** The question of that key. */
  public static Optional<Question> of(String key) {
    for (Question question : ALL) {
      if (question.key().equals(key)) {
        return Optional.of(question);
      }
    }
    return Optional.empty();
  }

  /** Every key. */
  public static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Question question : ALL) {
      keys.add(question.key());
    }
    return keys;
  }
}
