package dev.homelab.maven.proxmox;

import java.util.OptionalLong;

/**
 * How a virtual machine is now.
 *
 * @param status "running" or "stopped"
 * @param qmpStatus what QEMU calls it: "running", "paused", "prelaunch", ...; empty when it does
 *     not run
 * @param lock what holds it: "clone", "create", ...; empty when nothing does
 * @param agent whether its configuration has a guest agent
 * @param template whether it is a template
 * @param uptime in seconds
 */
public record VmStatus(
    String status,
    String qmpStatus,
    String lock,
    boolean agent,
    boolean template,
    OptionalLong uptime) {

  static VmStatus from(Fields fields) {
    return new VmStatus(
        fields.text("status"),
        fields.text("qmpstatus"),
        fields.text("lock"),
        fields.flag("agent"),
        fields.flag("template"),
        fields.number("uptime"));
  }

  /** Whether it runs now. */
  public boolean running() {
    return status.equals("running");
  }
}
