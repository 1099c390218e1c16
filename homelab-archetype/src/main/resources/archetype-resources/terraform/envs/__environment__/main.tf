# One k3s server. `make tf-init tf-plan tf-apply`, or with tofu alone:
#   eval "$(make -s env)" && tofu -chdir=terraform/envs/<environment> plan

terraform {
  # Version and reason are in modules/proxmox-vm/versions.tf. The lock file that
  # `tofu init` writes beside this one belongs into git.
  required_providers {
    proxmox = {
      source = "telmate/proxmox"
    }
  }

  # State is kept in this folder, out of git. It is small and not secret by
  # itself, but it is the only record of what was built here: keep a copy, or
  # name a backend block in its place once a second machine applies.
}

# Encrypted state --------------------------------------------------------------
# OpenTofu can encrypt state and plan files. To begin:
#   1. Uncomment the block below.
#   2. Export TF_VAR_state_passphrase, 16 characters or more, from a password
#      manager. It is needed for each tofu command from now on; a lost
#      passphrase is a lost state.
#   3. make tf-init tf-apply: the state that exists is read as it is and written
#      encrypted.
#   4. Remove the lines marked "migration", so that a state that is not
#      encrypted is refused, and terraform.tfstate.backup, which still is not.
# Back again: exchange method and fallback of the state, apply, comment it out.
#
# terraform {
#   encryption {
#     key_provider "pbkdf2" "passphrase" {
#       passphrase = var.state_passphrase
#     }
#
#     method "aes_gcm" "passphrase" {
#       keys = key_provider.pbkdf2.passphrase
#     }
#
#     method "unencrypted" "migration" {} # migration
#
#     state {
#       method = method.aes_gcm.passphrase
#       fallback {                              # migration
#         method = method.unencrypted.migration # migration
#       }                                       # migration
#     }
#
#     plan {
#       method = method.aes_gcm.passphrase
#     }
#   }
# }
#
# variable "state_passphrase" {
#   description = "Passphrase of the state, from TF_VAR_state_passphrase only."
#   type        = string
#   sensitive   = true
# }

# The token is not here and in no file: the provider reads PM_API_TOKEN_ID
# (user@realm!name) and PM_API_TOKEN_SECRET from the environment.
provider "proxmox" {
  pm_api_url      = var.proxmox_url
  pm_tls_insecure = var.proxmox_insecure
}

locals {
  # The rule of packer/common.pkr.hcl: the build suffix (+k3s1) is not part of
  # the name, Proxmox does not take a plus sign.
  template = "alma9-k3-node-amd64-${replace(var.k3s_version, "/\\+.*$/", "")}-v${var.image_version}"
}

module "node" {
  source = "../../modules/proxmox-vm"

  name               = var.node_name
  template           = local.template
  template_disk_size = var.image_disk_size
  node               = var.proxmox_node
  storage            = var.storage

  cores     = var.cores
  memory    = var.memory
  disk_size = var.disk_size

  bridge     = var.bridge
  vlan_tag   = var.vlan_tag
  ip         = var.node_ip
  gateway    = var.gateway
  nameserver = var.nameserver

  ci_user    = var.ci_user
  ssh_pubkey = var.ssh_public_key
  user_data  = var.user_data
}
