package dev.homelab.maven.proxmox;

import java.util.OptionalLong;
import java.util.Set;

/**
 * A storage, as a node sees it.
 *
 * @param name its name
 * @param type "lvmthin", "dir", "zfspool", ...
 * @param content what it may hold: "images", "iso", "snippets", "vztmpl", "rootdir", "backup"
 * @param enabled whether its configuration lets it be used
 * @param active whether the node reaches it now
 * @param shared whether other nodes see the same
 * @param total in bytes; not told of one that is not active
 * @param used in bytes; likewise
 * @param available in bytes; likewise
 */
public record Storage(
    String name,
    String type,
    Set<String> content,
    boolean enabled,
    boolean active,
    boolean shared,
    OptionalLong total,
    OptionalLong used,
    OptionalLong available) {

  static Storage from(Fields fields) {
    return new Storage(
        fields.text("storage"),
        fields.text("type"),
        fields.words("content", ","),
        !fields.has("enabled") || fields.flag("enabled"),
        fields.flag("active"),
        fields.flag("shared"),
        fields.number("total"),
        fields.number("used"),
        fields.number("avail"));
  }
}
