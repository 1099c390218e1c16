package dev.homelab.maven.proxmox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers in the shapes that Proxmox VE gives them, one for each call of {@link ProxmoxApi}. */
final class Recorded {

  static final Upid CLONE =
      Upid.parse("UPID:pve:0003A2C1:01B2D3E4:692F0A11:qmclone:9000:homelab@pve!ci:").orElseThrow();

  /** Which answer belongs to which call. */
  static final Map<String, Asking.Question> CALLS =
      Map.ofEntries(
          Map.entry("version", ProxmoxApi::version),
          Map.entry("nodes", ProxmoxApi::nodes),
          Map.entry("node-status", proxmox -> proxmox.nodeStatus("pve")),
          Map.entry("time", proxmox -> proxmox.time("pve")),
          Map.entry("storages", proxmox -> proxmox.storages("pve")),
          Map.entry("volumes", proxmox -> proxmox.volumes("pve", "local", "iso")),
          Map.entry("networks", proxmox -> proxmox.networks("pve")),
          Map.entry("vms", ProxmoxApi::vms),
          Map.entry("vm-config", Recorded::lookAtAllOfTheConfig),
          Map.entry("vm-status", proxmox -> proxmox.vmStatus("pve", 100)),
          Map.entry("agent-interfaces", proxmox -> proxmox.agentInterfaces("pve", 100)),
          Map.entry(
              "permissions", proxmox -> proxmox.permissions().allows("/vms/9000", "VM.Clone")),
          Map.entry("token", ProxmoxApi::tokenInfo),
          Map.entry("users", ProxmoxApi::tokenInfo),
          Map.entry("tasks", proxmox -> proxmox.tasks("pve")),
          Map.entry("task-running", proxmox -> proxmox.task(CLONE)),
          Map.entry(
              "task-ok", proxmox -> proxmox.awaitTask(CLONE, TaskWatcher.NONE, Asking.PATIENCE)),
          Map.entry("task-log", proxmox -> proxmox.taskLog(CLONE, 0, 500)),
          Map.entry("task-started", proxmox -> proxmox.stop("pve", 100)),
          Map.entry("refusal", proxmox -> proxmox.setDescription("pve", 100, "x", "")),
          Map.entry("forbidden", proxmox -> proxmox.delete("pve", 100)));

  private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

  private Recorded() {}

  private static void lookAtAllOfTheConfig(ProxmoxApi proxmox) throws ProxmoxException {
    VmConfig config = proxmox.vmConfig("pve", 100);
    config.drives().forEach(drive -> List.of(drive.storage(), drive.size(), drive.cdrom()));
    List.of(config.nics(), config.ipConfigs(), config.tags(), config.template());
  }

  static String answer(String name) {
    return ANSWERS.computeIfAbsent(name, Recorded::read);
  }

  private static String read(String name) {
    try (InputStream in = Recorded.class.getResourceAsStream(name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
