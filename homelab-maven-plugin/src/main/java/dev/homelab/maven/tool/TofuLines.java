package dev.homelab.maven.tool;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Picks the lines of tofu's own progress out of everything that plan and apply print. */
final class TofuLines {

  /** {@code module.node.proxmox_vm_qemu.vm: Creation complete after 21s [id=pve/qemu/100]}. */
  private static final Pattern PROGRESS =
      Pattern.compile(
          "\\S+(?: \\(deposed object \\w+\\))?: "
              + "(?:Creating|Modifying|Destroying|Importing|Creation|Modifications|Destruction|Still"
              + " |Refreshing).*");

  private static final Pattern STATE_LOCK = Pattern.compile("Acquiring state lock\\..*");

  private final Consumer<String> progress;

  TofuLines(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Takes the next line; both streams may have one. */
  synchronized void line(String line) {
    if (PROGRESS.matcher(line).matches() || STATE_LOCK.matcher(line).matches()) {
      progress.accept(line);
    }
  }
}
