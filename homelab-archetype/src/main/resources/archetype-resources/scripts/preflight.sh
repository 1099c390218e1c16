#!/usr/bin/env bash
# Usage: scripts/preflight.sh          (or: make preflight)
# Formats, validates and lints every file with the tools that are on this
# machine. All findings in one run, exit 1 if there is one; a tool that is missing
# is named and skipped. Changes nothing: what writes files works on a copy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

findings=0
skipped=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

line() { printf '  %-28s %s\n' "$1" "$2"; }

skip() { # NAME REASON
  line "$1" "skipped: $2"
  skipped=$((skipped + 1))
}

finding() { # NAME, with the tool's own words in $scratch/out
  line "$1" "FINDINGS"
  # What was found in the copy is to be mended in the tree.
  sed "s|$scratch/||g; s/^/      /" "$scratch/out"
  findings=$((findings + 1))
}

check() { # NAME COMMAND...
  local name=$1
  shift
  if "$@" >"$scratch/out" 2>&1; then line "$name" "ok"; else finding "$name"; fi
}

# A check that needs something from the network. Without it nothing was checked,
# which is neither a pass nor a finding.
check_online() { # NAME REASON COMMAND...
  local name=$1 reason=$2
  shift 2
  if "$@" >"$scratch/out" 2>&1; then
    line "$name" "ok"
  elif grep -qiE 'no such host|could not connect|connection refused|i/o timeout|TLS handshake|network is unreachable|temporary failure in name resolution|failed to (query|resolve|install) (available )?provider' "$scratch/out"; then
    skip "$name" "$reason"
  else
    finding "$name"
  fi
}

have() { command -v "$1" >/dev/null 2>&1; }

# Our own files: what was fetched or built is left out.
each_file() { # NAME-PATTERN COMMAND...
  local pattern=$1
  shift
  find . \( -name .git -o -name .terraform -o -name charts -o -name target \) -prune \
    -o -type f -name "$pattern" -print0 | xargs -0 "$@"
}

# Under their names for packer and tofu, unless make has already given them.
answers() {
  local row key answer='^([a-z][a-z0-9_]*) *= *(.*)$'
  while IFS= read -r row; do
    [[ $row =~ $answer ]] || continue
    key=${BASH_REMATCH[1]}
    [[ -n $(printenv "PKR_VAR_$key") ]] || export "PKR_VAR_$key=${BASH_REMATCH[2]}"
    [[ -n $(printenv "TF_VAR_$key") ]] || export "TF_VAR_$key=${BASH_REMATCH[2]}"
  done <homelab.properties
  unanswered=$(sed -n 's/^\([a-z0-9_]*\) *= *CHANGE[M]E.*/\1/p' homelab.properties | tr '\n' ' ')
  if [[ -n $unanswered ]]; then line "answers" "not given yet: $unanswered"; else line "answers" "ok"; fi
}

makefile() {
  local target
  while read -r target; do
    make -n "$target" >"$scratch/make" 2>&1 || {
      printf 'make -n %s\n' "$target"
      cat "$scratch/make"
      return 1
    }
  done < <(sed -n 's/^\([a-z0-9-]*\):.*## .*/\1/p' Makefile)
}

packer_validate() {
  local image=packer/alma9-k3s-optimized
  mkdir -p "$scratch/packer"
  cp -R "$image" "$scratch/packer/"
  rm -f "$scratch/$image/common.pkr.hcl"
  cp packer/common.pkr.hcl "$scratch/$image/"
  if [[ -n $unanswered ]]; then
    check "packer validate, syntax" packer validate -syntax-only "$scratch/$image"
    skip "packer validate" "answers are missing"
  elif ! packer plugins installed 2>/dev/null | grep -q 'packer-plugin-proxmox'; then
    check "packer validate, syntax" packer validate -syntax-only "$scratch/$image"
    skip "packer validate" "plugin not installed: make $image/common.pkr.hcl && packer init $image"
  else
    # A token only has to look like one. packer would fetch a CHECKSUM file even to
    # validate, so any checksum takes its place.
    local checksum=${PKR_VAR_alma_iso_checksum:-}
    if [[ $checksum == file:* ]]; then checksum=sha256:$(printf '%064d' 0); fi
    # It wants the key too, which need not be on the machine that only checks.
    local key=${PKR_VAR_ssh_private_key_file:-}
    key=${key/#\~/$HOME}
    if [[ ! -e $key ]]; then
      key=$scratch/any.key
      ssh-keygen -q -t ed25519 -N '' -f "$key" || true
    fi
    check "packer validate" env PKR_VAR_alma_iso_checksum="$checksum" \
      PKR_VAR_ssh_private_key_file="$key" \
      PROXMOX_USERNAME="${PROXMOX_USERNAME:-preflight@pve!preflight}" \
      PROXMOX_TOKEN="${PROXMOX_TOKEN:-00000000-0000-0000-0000-000000000000}" \
      packer validate "$scratch/$image"
  fi
}

# A copy without state: init writes .terraform and the lock file.
tofu_validate() {
  local file env
  while IFS= read -r -d '' file; do
    mkdir -p "$scratch/$(dirname "$file")"
    cp "$file" "$scratch/$file"
  done < <(find terraform -name .terraform -prune -o \( -name '*.tf' -o -name .terraform.lock.hcl \) -print0)
  for env in terraform/envs/*/; do
    env=${env%/}
    check_online "tofu validate ${env##*/}" "the provider cannot be fetched: make tf-init once, when online" \
      tofu_validate_env "$env"
  done
}

tofu_validate_env() { # ENVIRONMENT FOLDER
  local init=(init -backend=false -input=false -no-color)
  [[ -d $1/.terraform/providers ]] && init+=("-plugin-dir=$PWD/$1/.terraform/providers")
  tofu -chdir="$scratch/$1" "${init[@]}" >/dev/null && tofu -chdir="$scratch/$1" validate -no-color
}

# What Argo CD will render, and what `make k8s-bootstrap` applies. On a copy, since
# kustomize leaves the charts it fetches beside the kustomization.
kustomize_build() {
  local build=() path
  if have kustomize; then
    build=(kustomize build)
  elif have kubectl; then
    build=(kubectl kustomize)
  else
    skip "kustomize" "not on this machine (kubectl would do)"
    return
  fi
  cp -R k8s "$scratch/"
  while read -r path; do
    if ! grep -q '^helmCharts:' "$path/kustomization.yaml" 2>/dev/null; then
      check "kustomize ${path##*/}" "${build[@]}" "$scratch/$path"
    elif have helm; then
      check_online "kustomize ${path##*/}" "the chart cannot be fetched" \
        "${build[@]}" --enable-helm "$scratch/$path"
    else
      skip "kustomize ${path##*/}" "needs helm, which is not on this machine"
    fi
  done < <({
    echo k8s/clusters/home/bootstrap
    each_file '*.yaml' sed -n 's/^ *path: *"\{0,1\}\(k8s\/[^" ]*\).*/\1/p'
  } | sort -u)
}

echo "homelab preflight: $PWD"
answers
if have make; then check "make -n of all targets" makefile; else skip "make" "not on this machine"; fi
if have packer; then
  check "packer fmt" packer fmt -check -diff -recursive packer
  packer_validate
else
  skip "packer" "not on this machine"
fi
if have tofu; then
  check "tofu fmt" tofu fmt -check -diff -recursive terraform
  tofu_validate
else
  skip "tofu" "not on this machine"
fi
kustomize_build
if have shellcheck; then
  check "shellcheck" each_file '*.sh' shellcheck
else
  skip "shellcheck" "not on this machine"
fi
# Its options are in .editorconfig.
if have shfmt; then check "shfmt" each_file '*.sh' shfmt -d; else skip "shfmt" "not on this machine"; fi
if have yamllint; then check "yamllint" yamllint --strict .; else skip "yamllint" "not on this machine"; fi
if have ksvalidator; then
  check "ksvalidator" each_file 'ks.cfg' -n 1 ksvalidator -v RHEL9
else
  skip "ksvalidator" "not on this machine (pip install pykickstart)"
fi

echo "$findings with findings, $skipped skipped"
[[ $findings -eq 0 ]]
