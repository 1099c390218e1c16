package dev.homelab.maven.simulator.state;

/**
 * Something on a storage.
 *
 * @param id like {@code local-lvm:vm-100-disk-0}
 * @param content what it is: images, iso, snippets
 * @param format raw, qcow2, iso, snippet
 * @param size in bytes
 * @param vmid the machine it belongs to; 0 for none
 * @param created in seconds since 1970
 * @param sha256 of an ISO, as far as somebody has said it
 */
public record Volume(
    String id, String content, String format, long size, int vmid, long created, String sha256) {

  /** What is left out is empty. */
  public Volume {
    sha256 = sha256 == null ? "" : sha256;
  }

  /** The storage it is on. */
  public String storage() {
    return id.substring(0, id.indexOf(':'));
  }

  Volume grownTo(long bytes) {
    return new Volume(id, content, format, bytes, vmid, created, sha256);
  }

  Volume named(String newId) {
    return new Volume(newId, content, format, size, vmid, created, sha256);
  }
}
