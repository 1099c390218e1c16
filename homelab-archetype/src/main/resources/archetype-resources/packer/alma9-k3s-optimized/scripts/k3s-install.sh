#!/usr/bin/env bash
# Usage: K3S_VERSION=v1.36.3+k3s1 k3s-install.sh     (as root, in the build machine)
# Installs a k3s server that starts by itself when a clone boots for the first
# time. It is enabled here and not started: its first start makes the certificates
# and the token of a cluster, and each clone must make its own. So the build must
# not reboot after this script.
#
# Nothing is installed before all of it has been downloaded, compared with the
# release's checksums and tried. k3s has an install script of its own, but the
# checksums do not cover it, so the few files it would write are written here.
# Safe to run again: what is already installed with the right checksum stays.
set -euo pipefail
umask 022

die() {
  printf 'error: k3s-install.sh: %s\n  fix: %s\n' "$1" "$2" >&2
  exit 1
}

readonly version="${K3S_VERSION:?set K3S_VERSION to a release of k3s, like v1.36.3+k3s1}"
readonly release="https://github.com/k3s-io/k3s/releases/download/${version/+/%2B}"
readonly sums=sha256sum-amd64.txt
readonly binary=/usr/local/bin/k3s
# k3s imports the images in this folder when it starts, so that a new node pulls
# none of its own images from the internet.
readonly images=/var/lib/rancher/k3s/agent/images
readonly airgap=k3s-airgap-images-amd64.tar.zst

[[ ${EUID} -eq 0 ]] || die "it must run as root" "run it with sudo"
selinux="$(getenforce)"
[[ "${selinux}" == Enforcing ]] || die \
  "SELinux does not enforce, it is ${selinux}" "keep 'selinux --enforcing' in http/ks.cfg"

work="$(mktemp -d /var/tmp/k3s-install.XXXXXX)"
trap 'rm -rf "${work}"' EXIT

download() { # NAME: fetches a file of the release into the work folder
  curl --fail --silent --show-error --location --proto =https \
    --connect-timeout 20 --retry 5 --retry-delay 3 --retry-all-errors \
    --output "${work}/$1" "${release}/$1" || die \
    "cannot download ${release}/$1" \
    "check that k3s ${version} exists and that the build machine reaches github.com, then build again"
}

sum_of() { # FILE
  sha256sum "$1" | cut -d ' ' -f 1
}

expected_sum() { # NAME: what the release says about one of its files
  awk -v name="$1" '$2 == name { print $1 }' "${work}/${sums}"
}

fetch_verified() { # NAME INSTALLED: leaves the file in the work folder, unless it is installed already
  local name="$1" installed="$2" expected actual
  expected="$(expected_sum "${name}")"
  [[ "${expected}" =~ ^[0-9a-f]{64}$ ]] || die \
    "${sums} of k3s ${version} has no checksum for ${name}" \
    "set k3s_version in homelab.properties to a release that has one"
  if [[ -f "${installed}" ]]; then
    actual="$(sum_of "${installed}")"
    if [[ "${actual}" == "${expected}" ]]; then
      return
    fi
  fi
  download "${name}"
  actual="$(sum_of "${work}/${name}")"
  [[ "${actual}" == "${expected}" ]] || die \
    "${name} of k3s ${version} is damaged: its SHA-256 is ${actual}, the release says ${expected}" \
    "build again; if it stays like this, something between the build machine and github.com changes the file"
}

try_binary() { # FILE: must run, and be the release that was asked for
  local said
  said="$("$1" --version 2>&1)" || die \
    "k3s ${version} does not run: ${said:-no output}" \
    "the image needs an x86-64 release of k3s and a CPU type that can run it (cpu_type in packer.pkr.hcl)"
  [[ "${said}" == "k3s version ${version} "* ]] || die \
    "k3s says '${said%%$'\n'*}', expected ${version}" \
    "set k3s_version in homelab.properties to the release that you want"
}

# A file appears whole or not at all: it is written beside its place, then moved.
place() { # MODE SOURCE TARGET
  install -D -m "$1" "$2" "$3.new"
  mv -f "$3.new" "$3"
}

write() { # MODE TARGET: writes what comes on standard input
  cat >"${work}/text"
  place "$1" "${work}/text" "$2"
}

# --- Download and verify: nothing outside the work folder changes ------------

download "${sums}"
fetch_verified k3s "${binary}"
fetch_verified "${airgap}" "${images}/${airgap}"

if [[ -f "${work}/k3s" ]]; then
  chmod 0755 "${work}/k3s"
  try_binary "${work}/k3s"
fi

# --- SELinux policy: its packages are signed, dnf checks that ----------------

write 0644 /etc/yum.repos.d/rancher-k3s-common.repo <<'REPO'
[rancher-k3s-common-stable]
name=Rancher K3s Common (stable)
baseurl=https://rpm.rancher.io/k3s/stable/common/centos/9/noarch
enabled=1
gpgcheck=1
repo_gpgcheck=0
gpgkey=https://rpm.rancher.io/public.key
REPO
dnf -y --setopt=install_weak_deps=False install container-selinux k3s-selinux

# --- Kernel and network ------------------------------------------------------

write 0644 /etc/modules-load.d/k3s.conf <<'MODULES'
br_netfilter
overlay
MODULES

# The name sorts last: hardening profiles write settings of their own there.
write 0644 /etc/sysctl.d/zz-k3s.conf <<'SYSCTL'
net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
net.bridge.bridge-nf-call-ip6tables = 1
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 524288
SYSCTL

# NetworkManager would otherwise configure the interfaces of pods.
write 0644 /etc/NetworkManager/conf.d/k3s.conf <<'NM'
[keyfile]
unmanaged-devices=interface-name:cni*;interface-name:flannel*;interface-name:veth*
NM

# It moves routes into tables that pods do not use. Most images do not have it.
for unit in nm-cloud-setup.service nm-cloud-setup.timer; do
  if systemctl cat "${unit}" >/dev/null 2>&1; then
    systemctl disable "${unit}"
  fi
done

# --- k3s ---------------------------------------------------------------------

if [[ -f "${work}/k3s" ]]; then
  place 0755 "${work}/k3s" "${binary}"
fi
if [[ -f "${work}/${airgap}" ]]; then
  place 0644 "${work}/${airgap}" "${images}/${airgap}"
fi
for name in kubectl crictl ctr; do
  ln -sfn k3s "/usr/local/bin/${name}"
done

# Says how each server is set up and nothing about which: no token, no address, no
# name. What differs belongs into /etc/rancher/k3s/config.yaml.d on the node.
write 0600 /etc/rancher/k3s/config.yaml <<'CONFIG'
# etcd from the start: k3s cannot be relied on to move from SQLite to it later,
# and a second server needs it.
cluster-init: true
# Ingress and load balancer are Argo CD's business, from k8s/. servicelb would
# also claim the addresses that MetalLB hands out.
disable:
  - traefik
  - servicelb
selinux: true
secrets-encryption: true
write-kubeconfig-mode: "0600"
CONFIG

write 0644 /etc/systemd/system/k3s.service <<'UNIT'
[Unit]
Description=k3s server
Documentation=https://docs.k3s.io
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
EnvironmentFile=-/etc/sysconfig/k3s
ExecStart=/usr/local/bin/k3s server
# Containers outlive a restart of k3s.
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
# The first start imports images and may take minutes.
TimeoutStartSec=0
Restart=always
RestartSec=5s

[Install]
WantedBy=multi-user.target
UNIT

# The node's name is its host name, and that, like its address, comes from
# cloud-init. A file of its own, so that it outlives a new k3s.service.
write 0644 /etc/systemd/system/k3s.service.d/10-cloud-init.conf <<'DROPIN'
[Unit]
After=cloud-init.service cloud-init-network.service cloud-config.service
DROPIN

restorecon -RF "${binary}" /etc/systemd/system/k3s.service \
  /etc/systemd/system/k3s.service.d /etc/rancher /var/lib/rancher

systemctl daemon-reload
systemctl enable k3s.service

# --- Prove it ----------------------------------------------------------------

try_binary "${binary}"
systemctl is-enabled --quiet k3s.service || die \
  "k3s.service is not enabled, so a clone would not start k3s" \
  "see the output of 'systemctl enable k3s.service' above"

echo "k3s-install.sh: k3s ${version} is installed and starts with the first boot of a clone."
