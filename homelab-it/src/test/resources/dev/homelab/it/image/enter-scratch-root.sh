#!/bin/sh
# Usage: enter-scratch-root.sh SCRATCH COMMAND...     (inside namespaces of its own, see ScratchRoot)
# Runs a command with SCRATCH/root as its file system. The programs are those of this
# machine, read-only; whatever else the command writes goes to SCRATCH.
set -eu
scratch=$1
root=$1/root
shift

read_only() {
  mkdir -p "${root}/$1"
  mount --bind "/$1" "${root}/$1"
  # An ordinary user may not be allowed to remount, and cannot write there anyway.
  mount -o remount,bind,ro "${root}/$1" || [ "${SCRATCH_USER:-}" = ordinary ]
}

for dir in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/${dir}" ]; then
    cp -Pf "/${dir}" "${root}/"
  elif [ -d "/${dir}" ]; then
    read_only "${dir}"
  fi
done
read_only usr
mount --bind "${scratch}/usr-local" "${root}/usr/local"
# awk and others are links that lead through here.
if [ -d /etc/alternatives ]; then
  read_only etc/alternatives
fi
mkdir -p "${root}/dev"
: >>"${root}/dev/null"
mount --bind /dev/null "${root}/dev/null"

exec chroot "${root}" "$@"
