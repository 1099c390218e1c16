package dev.homelab.maven.proxmox;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something that a storage holds.
 *
 * @param id its whole name: "local:iso/alma.iso", "local-lvm:vm-100-disk-0"
 * @param content "iso", "images", ...
 * @param format "iso", "raw", "qcow2", ...
 * @param size in bytes
 * @param vmid the machine that it belongs to
 */
public record Volume(
    String id, String content, String format, OptionalLong size, OptionalInt vmid) {

  static Volume from(Fields fields) {
    return new Volume(
        fields.text("volid"),
        fields.text("content"),
        fields.text("format"),
        fields.number("size"),
        fields.small("vmid"));
  }

  /** Its name without the storage's and without the content's: "alma.iso". */
  public String name() {
    return id.substring(Math.max(id.lastIndexOf('/'), id.indexOf(':')) + 1);
  }
}
