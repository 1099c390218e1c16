package dev.homelab.maven.proxmox;

/** Brings a call to Proxmox and brings back what came, whatever it is. */
interface Wire extends AutoCloseable {

  /** Sends once. */
  Reply send(Call call, Deadline deadline) throws ProxmoxException;

  @Override
  void close();
}
