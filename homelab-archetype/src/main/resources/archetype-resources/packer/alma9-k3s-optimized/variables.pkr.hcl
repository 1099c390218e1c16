# What the image build needs to know. The values come from homelab.properties,
# which make and Maven hand over as PKR_VAR_<name>; with packer alone, run
# `eval "$(make env)"` first. So there are no defaults here that could disagree
# with that file.

# --- Proxmox ---------------------------------------------------------------

variable "proxmox_url" {
  description = "Address of the Proxmox API, with its path. Example: https://pve.lan:8006/api2/json."
  type        = string

  validation {
    condition     = can(regex("^https://[^/@[:space:]]+/api2/json/?$", var.proxmox_url))
    error_message = "The value of proxmox_url must look like https://pve.lan:8006/api2/json; set it in homelab.properties."
  }
}

# TODO: create an API token for packer (README.md says how) and export its id:
#   export PROXMOX_USERNAME='homelab@pve!iac'
variable "proxmox_username" {
  description = "Id of the API token: user, realm and token name, like homelab@pve!iac. Read from PROXMOX_USERNAME."
  type        = string
  default     = env("PROXMOX_USERNAME")

  validation {
    condition     = can(regex("^[^@![:space:]]+@[A-Za-z0-9._-]+![A-Za-z][A-Za-z0-9._-]*$", var.proxmox_username))
    error_message = "The value of proxmox_username must be a token id like homelab@pve!iac; export PROXMOX_USERNAME with it, in single quotes because of the exclamation mark."
  }
}

# TODO: export the secret that Proxmox showed once, when the token was created:
#   export PROXMOX_TOKEN=00000000-0000-0000-0000-000000000000
# It belongs into the environment or into Maven's settings.xml, never into a file
# of this repository.
variable "proxmox_token" {
  description = "Secret of the API token, a UUID. Read from PROXMOX_TOKEN."
  type        = string
  default     = env("PROXMOX_TOKEN")
  sensitive   = true

  validation {
    condition     = can(regex("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", var.proxmox_token))
    error_message = "The value of proxmox_token must be the token's secret, a UUID; export PROXMOX_TOKEN with it, without the token's id."
  }
}

variable "proxmox_insecure" {
  description = "Whether to accept a certificate of the Proxmox API that this machine does not trust."
  type        = bool
}

variable "proxmox_node" {
  description = "Name of the Proxmox node that builds the image and keeps the template."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", var.proxmox_node))
    error_message = "The value of proxmox_node must be a node's name as the Proxmox web interface shows it, like pve; set it in homelab.properties."
  }
}

variable "storage" {
  description = "Storage for the template's disk, its EFI variables and its cloud-init drive (content type: disk image)."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]$", var.storage))
    error_message = "The value of storage must be the id of a Proxmox storage, like local-lvm; set it in homelab.properties."
  }
}

variable "iso_storage" {
  description = "Storage that the node downloads the installer to (content type: ISO image)."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]$", var.iso_storage))
    error_message = "The value of iso_storage must be the id of a Proxmox storage, like local; set it in homelab.properties."
  }
}

# --- Network ---------------------------------------------------------------

variable "bridge" {
  description = "Bridge for the build machine. It needs DHCP, the internet, and a way to this machine's packer."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_.-]{0,14}$", var.bridge))
    error_message = "The value of bridge must be a bridge of the node, at most 15 characters, like vmbr0; set it in homelab.properties."
  }
}

variable "vlan_tag" {
  description = "VLAN of the build machine, 1 to 4094; 0 is untagged."
  type        = number

  validation {
    condition     = var.vlan_tag >= 0 && var.vlan_tag <= 4094 && floor(var.vlan_tag) == var.vlan_tag
    error_message = "The value of vlan_tag must be a whole number from 0 (untagged) to 4094; set it in homelab.properties."
  }
}

variable "http_interface" {
  description = "Network interface of this machine that serves the kickstart file. auto: packer takes the first address it finds, which is the wrong one on many machines with a VPN or containers."
  type        = string

  validation {
    condition     = var.http_interface == trimspace(var.http_interface) && !can(regex("^[0-9.]+$|[/:]", var.http_interface))
    error_message = "The value of http_interface must be the name of an interface, like eth0, and not its address; set it in homelab.properties, or write auto."
  }
}

# --- Installer -------------------------------------------------------------

# TODO: with each minor release of AlmaLinux the ISO before it moves to
# vault.almalinux.org. Set alma_iso_url and alma_iso_checksum in
# homelab.properties to the release that is current when you build.
variable "alma_iso_url" {
  description = "Address of an AlmaLinux 9 x86_64 installer. Boot, minimal and DVD image all do: the packages come from the network."
  type        = string

  validation {
    condition     = can(regex("^https?://[^[:space:]]+\\.iso$", var.alma_iso_url))
    error_message = "The value of alma_iso_url must be an http or https address that ends in .iso; set it in homelab.properties."
  }
}

variable "alma_iso_checksum" {
  description = "Checksum of the installer: sha256:<64 digits>, or file:<address> of a CHECKSUM file that lists it."
  type        = string

  validation {
    condition     = can(regex("^((sha256:)?[0-9a-fA-F]{64}|(sha512:)?[0-9a-fA-F]{128}|file:https?://[^[:space:]]+)$", var.alma_iso_checksum))
    error_message = "The value of alma_iso_checksum must be sha256: and 64 hexadecimal digits, or file: and the address of AlmaLinux's CHECKSUM file; set it in homelab.properties."
  }
}

# --- Image -----------------------------------------------------------------

variable "image_version" {
  description = "Release of the image, the last part of its name. Raise it with each change, so that a template in use is never overwritten."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+(\\.[0-9]+){0,2}$", var.image_version))
    error_message = "The value of image_version must be a number like 1 or 1.2, without a leading v; set it in homelab.properties."
  }
}

variable "image_disk_size" {
  description = "Size of the template's disk. A machine's disk may be larger than this, never smaller."
  type        = string

  validation {
    condition     = can(regex("^([1-9][0-9]{1,4}G|[1-9][0-9]?T)$", var.image_disk_size))
    error_message = "The value of image_disk_size must be 10G or more, in whole gibibytes (G) or tebibytes (T), like 20G; set it in homelab.properties."
  }
}

variable "k3s_version" {
  description = "Release of k3s to install, with its build suffix. Part of the image's name."
  type        = string

  validation {
    condition     = can(regex("^v[0-9]+\\.[0-9]+\\.[0-9]+(-rc[0-9]+)?\\+k3s[0-9]+$", var.k3s_version))
    error_message = "The value of k3s_version must be a full k3s release like v1.36.3+k3s1; set it in homelab.properties."
  }
}

variable "timezone" {
  description = "Time zone of the image, by its name in the tz database. Example: Europe/Berlin."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$", var.timezone))
    error_message = "The value of timezone must be a name of the tz database, like UTC or Europe/Berlin; set it in homelab.properties."
  }
}

# --- Access while building -------------------------------------------------

variable "ssh_public_key" {
  description = "Public key that the installer gives to the build user. It is gone from the finished image."
  type        = string

  validation {
    condition     = can(regex("^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]{60,}={0,2}( [^\"\\\\]*)?$", var.ssh_public_key))
    error_message = "The value of ssh_public_key must be the one line of a file like ~/.ssh/id_ed25519.pub, and no key on a security token, which packer cannot use; set it in homelab.properties."
  }
}

variable "ssh_private_key_file" {
  description = "Private key that belongs to ssh_public_key; packer logs in with it. It must have no passphrase, since packer cannot ask for one."
  type        = string

  validation {
    condition     = length(var.ssh_private_key_file) > 0 && !endswith(var.ssh_private_key_file, ".pub")
    error_message = "The value of ssh_private_key_file must be the path of a private key, like ~/.ssh/id_ed25519 and not its .pub; set it in homelab.properties."
  }
}
