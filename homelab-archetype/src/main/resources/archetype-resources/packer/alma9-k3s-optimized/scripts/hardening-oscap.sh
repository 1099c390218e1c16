#!/usr/bin/env bash
# Usage: hardening-oscap.sh     (as root, in the build machine)
# Hardens the image with OpenSCAP. It is off: all it does now is say so. packer
# runs it between the updates and k3s, because a profile rewrites sysctl settings
# that k3s needs, and k3s-install.sh must have the last word.
#
# To switch it on
#   1. Uncomment the block below.
#   2. Choose a profile: `oscap info --profiles DATASTREAM` lists them. cis_server_l1
#      is a good start; standard asks for less.
#   3. Raise image_version in homelab.properties, build, and try the new image with
#      a machine of its own before your nodes use it.
#
# To extend it
#   - Skip what breaks a node by a line more in `skip`. Those listed are known to:
#     ip_forward (pods lose the network), firewalld (it drops pod traffic), and
#     NOPASSWD (cloud-init's user has no password to type).
#   - Rules about sshd may lock packer out in the middle of the build. If packer
#     cannot log in any more after this script, skip those rules, too.
#   - Many own exceptions belong into a tailoring file: `oscap xccdf eval
#     --tailoring-file FILE`; upload it with a "file" provisioner.
#   - Keep the report: a "file" provisioner with direction = "download", placed
#     before cleanup.sh, which deletes it with the logs.
set -euo pipefail

# die() {
#   printf 'error: hardening-oscap.sh: %s\n  fix: %s\n' "$1" "$2" >&2
#   exit 1
# }
#
# readonly profile=xccdf_org.ssgproject.content_profile_cis_server_l1
# readonly content=/usr/share/xml/scap/ssg/content
# readonly rule=xccdf_org.ssgproject.content_rule
# readonly skip=(
#   "${rule}_sysctl_net_ipv4_ip_forward"
#   "${rule}_package_firewalld_installed"
#   "${rule}_service_firewalld_enabled"
#   "${rule}_sudo_remove_nopasswd"
# )
#
# dnf -y --setopt=install_weak_deps=False install openscap-scanner scap-security-guide
#
# # The name depends on the release of the guide. A wrong one matches no rule at
# # all, which would look like a pass.
# datastream=
# for name in ssg-almalinux9-ds.xml ssg-rhel9-ds.xml; do
#   if [[ -e "${content}/${name}" ]]; then
#     datastream="${content}/${name}"
#     break
#   fi
# done
# [[ -n "${datastream}" ]] || die \
#   "there is no data stream for EL9 in ${content}" \
#   "look into that folder and add the file's name to this script"
#
# # 0: all rules pass. 2: some failed, even after the remedy. 1: oscap itself failed.
# status=0
# oscap xccdf eval --remediate --profile "${profile}" "${skip[@]/#/--skip-rule=}" \
#   --results-arf /var/log/oscap.xml --report /var/log/oscap.html \
#   "${datastream}" || status=$?
# [[ "${status}" -eq 0 || "${status}" -eq 2 ]] || die \
#   "oscap ended with ${status}" "read its output above"

echo "hardening-oscap.sh: OpenSCAP hardening is off; the head of the script says how to switch it on."
