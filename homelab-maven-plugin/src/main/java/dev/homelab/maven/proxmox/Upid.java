package dev.homelab.maven.proxmox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a task.
 *
 * @param text whole: "UPID:pve:0003A2C1:01B2D3E4:692F0A11:qmclone:9000:homelab@pve!ci:"
 * @param node where it runs
 * @param type what it does: "qmclone", "qmstart", ...
 * @param id what it does it to: "9000"; may be empty
 */
public record Upid(String text, String node, String type, String id) {

  /** A longer one does not fit into the names of Proxmox's own log files. */
  private static final int LONGEST = 255;

  /** Strict, since it becomes part of an address. */
  private static final Pattern FORM =
      Pattern.compile(
          "UPID:([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}"
              + ":[0-9A-Fa-f]{8}:([\\x21-\\x7e&&[^:/]]+):([\\x21-\\x7e&&[^:/]]*)"
              + ":([\\x21-\\x7e&&[^:/]]+):");

  /** Reads one; empty when it is none. */
  public static Optional<Upid> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new Upid(text, parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** As Proxmox writes it. */
  @Override
  public String toString() {
    return text;
  }
}
