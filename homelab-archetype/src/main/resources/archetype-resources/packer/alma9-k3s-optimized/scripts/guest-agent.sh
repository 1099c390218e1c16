#!/usr/bin/env bash
# Usage: guest-agent.sh     (as root, in the build machine)
# Prepares the guest for Proxmox: the agent through which Proxmox shuts it down
# cleanly and learns its addresses, and cloud-init, which reads what Proxmox puts
# on the cloud-init drive.
# Safe to run again: it ends in the same state.
set -euo pipefail

die() {
  printf 'error: guest-agent.sh: %s\n  fix: %s\n' "$1" "$2" >&2
  exit 1
}

[[ ${EUID} -eq 0 ]] || die "it must run as root" "run it with sudo"

dnf -y --setopt=install_weak_deps=False install \
  cloud-init cloud-utils-growpart qemu-guest-agent

systemctl enable --now qemu-guest-agent.service
systemctl is-active --quiet qemu-guest-agent.service || die \
  "qemu-guest-agent does not run" \
  "see 'journalctl -u qemu-guest-agent'; qemu_agent must be true in packer.pkr.hcl"

# Proxmox offers NoCloud or ConfigDrive. Without this list cloud-init also probes
# for the clouds it knows, which costs a node without a drive minutes at boot.
install -d -m 0755 /etc/cloud/cloud.cfg.d
cat >/etc/cloud/cloud.cfg.d/99-proxmox.cfg <<'CFG'
datasource_list: [NoCloud, ConfigDrive, None]
CFG

echo "guest-agent.sh: the guest agent runs, cloud-init knows Proxmox."
