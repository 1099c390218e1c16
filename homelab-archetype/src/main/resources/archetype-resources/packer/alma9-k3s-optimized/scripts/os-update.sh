#!/usr/bin/env bash
# Usage: TIMEZONE=Europe/Berlin os-update.sh     (as root, in the build machine)
# Brings every package up to date, installs the tools one misses on a node that is
# in trouble, and sets the time zone. packer reboots after it.
# Safe to run again: it ends in the same state.
set -euo pipefail

die() {
  printf 'error: os-update.sh: %s\n  fix: %s\n' "$1" "$2" >&2
  exit 1
}

readonly timezone="${TIMEZONE:?set TIMEZONE to a name of the tz database, like UTC}"
readonly tools=(bash-completion bind-utils lsof nfs-utils tar vim-enhanced)

[[ ${EUID} -eq 0 ]] || die "it must run as root" "run it with sudo"
# First, so that a misspelt name costs seconds and not a whole update.
timedatectl set-timezone "${timezone}" || die \
  "cannot set the time zone '${timezone}'" \
  "set timezone in homelab.properties to a name of the tz database, like UTC or Europe/Berlin"

dnf -y --refresh upgrade
dnf -y --setopt=install_weak_deps=False install "${tools[@]}"

# etcd and certificates depend on the clock.
systemctl enable --now chronyd.service

echo "os-update.sh: packages are current, time zone is ${timezone}."
