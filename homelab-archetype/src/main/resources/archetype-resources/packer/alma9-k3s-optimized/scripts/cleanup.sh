#!/usr/bin/env bash
# Usage: BUILD_USER=packer cleanup.sh     (as root, in the build machine; the last script)
# Removes what makes this machine this machine, so that each clone becomes one of
# its own, then proves that nothing is left: any finding fails the build.
#
# k3s is the exception. Nothing of its state is removed, since there must be none:
# if there is, k3s ran during the build, and the order of the build is wrong.
# Safe to run again: it ends in the same state.
set -euo pipefail
shopt -s nullglob dotglob

die() {
  printf 'error: cleanup.sh: %s\n  fix: %s\n' "$1" "$2" >&2
  exit 1
}

readonly build_user="${BUILD_USER:?set BUILD_USER to the user that packer logs in with}"

[[ ${EUID} -eq 0 ]] || die "it must run as root" "run it with sudo"
[[ "${build_user}" != root ]] || die \
  "BUILD_USER is root, which cannot be removed" "log in as a user of its own, see http/ks.cfg"

# --- Remove ------------------------------------------------------------------

# It is the user that packer is logged in as: the session goes on without it, and
# nobody can open another.
if getent passwd "${build_user}" >/dev/null; then
  userdel --force --remove "${build_user}"
fi
rm -f "/etc/sudoers.d/${build_user}"
# Copies from before the user went.
rm -f /etc/{passwd,shadow,group,gshadow,subuid,subgid}-
rm -rf /root/.ssh /root/.cache /root/.bash_history /root/anaconda-ks.cfg /root/original-ks.cfg

# The installer's DHCP connection would win over the static one from cloud-init.
rm -f /etc/NetworkManager/system-connections/*.nmconnection
rm -f /etc/sysconfig/network-scripts/ifcfg-*
rm -rf /var/lib/NetworkManager/*
rm -f /etc/hostname

# sshd makes new ones at boot.
rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub
rm -f /var/lib/systemd/random-seed /var/lib/systemd/credential.secret

dnf -y clean all
rm -rf /var/cache/dnf
rm -rf /tmp/* /var/tmp/*
rm -rf /var/log/journal/* /var/log/anaconda
find /var/log -type f -delete

# cloud-init takes a machine without this state for a new one. The kickstart file
# had switched it off for the build.
cloud-init clean --logs --seed
rm -rf /var/lib/cloud/*
rm -f /etc/cloud/cloud-init.disabled

# Empty, not absent: without the file systemd sees a first boot, applies its
# presets and so disables k3s.
: >/etc/machine-id
# A link to the other one, which boot makes anew.
rm -f /var/lib/dbus/machine-id

# Gives the freed blocks back, so that the template stays small on thin storage.
fstrim --all || echo "cleanup.sh: the disk does not take discards; the template stays a little larger." >&2

# --- Prove -------------------------------------------------------------------

findings=0
found() { # WHAT FIX
  printf 'error: cleanup.sh: %s\n  fix: %s\n' "$1" "$2" >&2
  findings=$((findings + 1))
}

readonly k3s_ran="let nothing start k3s during the build: no reboot and no 'systemctl start k3s' after k3s-install.sh (the order in packer.pkr.hcl)"
readonly put_back="find out what writes it while cleanup.sh runs, and stop that before"

if [[ -s /etc/machine-id ]]; then
  found "the image holds a machine-id: /etc/machine-id is not empty" "${put_back}"
elif [[ ! -e /etc/machine-id ]]; then
  found "/etc/machine-id is missing, so that systemd would apply its presets and disable k3s in a clone" \
    "keep an empty file there"
fi
for key in /etc/ssh/ssh_host_*; do
  found "the image holds an SSH host key: ${key}" "${put_back}"
done
for file in /root/.ssh/* /home/*/.ssh/*; do
  found "the image holds a user's SSH files: ${file}" "remove them in the script that made them"
done
if getent passwd "${build_user}" >/dev/null || [[ -e "/etc/sudoers.d/${build_user}" ]]; then
  found "the image still has the build user '${build_user}'" "${put_back}"
fi
while IFS=: read -r account password _; do
  if [[ "${password}" == '$'* ]]; then
    found "the image holds a password: ${account}'s in /etc/shadow" "remove what sets it; machines are entered by SSH key"
  fi
done </etc/shadow
for file in /var/lib/cloud/* /etc/NetworkManager/system-connections/*; do
  found "the image holds settings of the build machine: ${file}" "${put_back}"
done
if [[ -e /etc/cloud/cloud-init.disabled ]]; then
  found "cloud-init is switched off: /etc/cloud/cloud-init.disabled exists" "${put_back}"
fi

# All of these are made by the first start of k3s.
for path in /var/lib/rancher/k3s/server /etc/rancher/node /etc/rancher/k3s/k3s.yaml; do
  if [[ -e "${path}" ]]; then
    found "the image holds k3s state: ${path}" "${k3s_ran}"
  fi
done
for path in /var/lib/rancher/k3s/agent/*; do
  if [[ "${path}" != /var/lib/rancher/k3s/agent/images ]]; then
    found "the image holds k3s state: ${path}" "${k3s_ran}"
  fi
done
# A token that was baked in by hand would be every cluster's token.
for file in /etc/rancher/k3s/config.yaml /etc/rancher/k3s/config.yaml.d/* \
  /etc/sysconfig/k3s /etc/default/k3s /etc/systemd/system/k3s.service.env \
  /etc/systemd/system/k3s.service /etc/systemd/system/k3s.service.d/*; do
  if [[ -f "${file}" ]] &&
    grep -Eq '^[[:space:]]*"?(agent-)?token(-file)?"?[[:space:]]*:|K3S_(AGENT_)?TOKEN(_FILE)?=|--(agent-)?token' "${file}"; then
    found "the image holds a k3s token: ${file}" "remove it; each cluster makes its own at its first start"
  fi
done

if ! said="$(/usr/local/bin/k3s --version 2>&1)"; then
  found "the k3s binary does not answer: ${said:-no output}" "look at the output of k3s-install.sh above"
fi
if ! systemctl is-enabled --quiet k3s.service; then
  found "k3s.service is not enabled, so a clone would not start k3s" "keep 'systemctl enable k3s.service' in k3s-install.sh"
fi

[[ "${findings}" -eq 0 ]] || die "the image is not fit to be cloned; findings: ${findings}, see above" "mend them and build again"

echo "cleanup.sh: the image holds no identity, and k3s answers: ${said%%$'\n'*}."
