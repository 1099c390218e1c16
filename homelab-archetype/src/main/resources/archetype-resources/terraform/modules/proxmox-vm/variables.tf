# The machine ------------------------------------------------------------------

variable "name" {
  description = "Name of the virtual machine, of its host and of the Kubernetes node. One DNS label. Example: k3s-1."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.name))
    error_message = "name '${var.name}' must be one DNS label: lower-case letters, digits and inner hyphens, 63 at most, like k3s-1."
  }

  validation {
    condition     = var.name != var.template
    error_message = "name '${var.name}' is also the name of the template. Templates are found by name: give the machine another one, like k3s-1."
  }
}

variable "template" {
  description = "Name of the Proxmox template to clone. Example: alma9-k3-node-amd64-v1.36.3-v1."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", var.template))
    error_message = "template '${var.template}' must be the name of a template as Proxmox shows it (letters, digits, dots and hyphens), like alma9-k3-node-amd64-v1.36.3-v1."
  }
}

variable "template_disk_size" {
  description = "Size of the template's disk, whole GiB or TiB. Only compared with disk_size, never sent. Example: 20G."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[1-9][0-9]{0,4}[GT]$", var.template_disk_size))
    error_message = "template_disk_size '${var.template_disk_size}' must be a whole number with G or T, like 20G."
  }
}

variable "node" {
  description = "Proxmox node that runs the machine, as in the web interface's tree. Example: pve."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", var.node))
    error_message = "node '${var.node}' must be the short host name of a Proxmox node (letters, digits, inner hyphens), like pve."
  }
}

variable "storage" {
  description = "Proxmox storage for the data disk and the cloud-init drive. Keep it the template's own, or each clone is copied twice. Example: local-lvm."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]$", var.storage))
    error_message = "storage '${var.storage}' must be the name of a Proxmox storage (begins with a letter, then letters, digits, dots, hyphens), like local-lvm."
  }
}

variable "cores" {
  description = "CPU cores, in one socket."
  type        = number
  nullable    = false

  validation {
    condition     = var.cores >= 1 && var.cores <= 128 && floor(var.cores) == var.cores
    error_message = "cores ${var.cores} must be a whole number from 1 to 128, and no more than the node has."
  }
}

variable "memory" {
  description = "Memory in MiB, all of it reserved (no ballooning). 24 GiB is 24576."
  type        = number
  nullable    = false

  validation {
    condition     = var.memory >= 2048 && var.memory <= 4194304 && floor(var.memory) == var.memory
    error_message = "memory ${var.memory} must be a whole number of MiB from 2048 (the least a k3s server runs in) to 4194304; 24 GiB is 24576."
  }
}

variable "disk_size" {
  description = "Size of the data disk, whole GiB or TiB. It can grow later and never shrink. Example: 60G."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[1-9][0-9]{0,4}[GT]$", var.disk_size))
    error_message = "disk_size '${var.disk_size}' must be a whole number with G or T, like 60G."
  }

  # A disk cannot be cut: the provider would attach an empty one in its place
  # and leave the template's aside as unused0. The machine does not boot, and
  # the next plan shows no change.
  validation {
    condition = try(
      tonumber(regex("^[0-9]+", var.disk_size)) * (endswith(var.disk_size, "T") ? 1024 : 1)
      >= tonumber(regex("^[0-9]+", var.template_disk_size)) * (endswith(var.template_disk_size, "T") ? 1024 : 1),
      true
    )
    error_message = "disk_size '${var.disk_size}' is smaller than the template's disk: set it to ${var.template_disk_size} or more."
  }
}

# Network ----------------------------------------------------------------------

variable "bridge" {
  description = "Bridge of the node that the one network interface is attached to. Example: vmbr0."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]{0,14}$", var.bridge))
    error_message = "bridge '${var.bridge}' must be the name of a bridge on the Proxmox node, 15 characters at most, like vmbr0."
  }
}

variable "vlan_tag" {
  description = "VLAN of the interface, 1 to 4094. 0 leaves the traffic untagged."
  type        = number
  nullable    = false
  default     = 0

  validation {
    condition     = var.vlan_tag >= 0 && var.vlan_tag <= 4094 && floor(var.vlan_tag) == var.vlan_tag
    error_message = "vlan_tag ${var.vlan_tag} must be a whole number from 1 to 4094, or 0 for untagged traffic."
  }
}

variable "ip" {
  description = "Static IPv4 address of the machine with the length of its network's prefix. Example: 10.23.45.31/24."
  type        = string
  nullable    = false

  # The comparison with cidrhost refuses what is read differently elsewhere:
  # leading zeros, and IPv6.
  validation {
    condition = try(
      can(cidrnetmask(var.ip))
      && cidrhost("${split("/", var.ip)[0]}/32", 0) == split("/", var.ip)[0]
      && can(regex("^([89]|[12][0-9]|30)$", split("/", var.ip)[1])),
      false
    )
    error_message = "ip '${var.ip}' must be an IPv4 address with a prefix length from 8 to 30, like 10.23.45.31/24."
  }

  validation {
    condition     = try(split("/", var.ip)[0] != cidrhost(var.ip, 0), true)
    error_message = "ip '${var.ip}' is the address of its network itself: use one between ${try(cidrhost(var.ip, 1), "")} and ${try(cidrhost(var.ip, -2), "")}."
  }

  validation {
    condition     = try(split("/", var.ip)[0] != cidrhost(var.ip, -1), true)
    error_message = "ip '${var.ip}' is the broadcast address of its network: use one between ${try(cidrhost(var.ip, 1), "")} and ${try(cidrhost(var.ip, -2), "")}."
  }
}

variable "gateway" {
  description = "IPv4 address of the network's router. Example: 10.23.45.1."
  type        = string
  nullable    = false

  validation {
    condition     = try(can(cidrnetmask("${var.gateway}/32")) && cidrhost("${var.gateway}/32", 0) == var.gateway, false)
    error_message = "gateway '${var.gateway}' must be an IPv4 address without a prefix length, like 10.23.45.1."
  }

  validation {
    condition     = try(cidrhost("${var.gateway}/${split("/", var.ip)[1]}", 0) == cidrhost(var.ip, 0), true)
    error_message = "gateway '${var.gateway}' is outside the network of ip '${var.ip}', which reaches from ${try(cidrhost(var.ip, 1), "")} to ${try(cidrhost(var.ip, -2), "")}: correct the gateway, the address or its prefix length."
  }

  validation {
    condition     = try(var.gateway != split("/", var.ip)[0], true)
    error_message = "gateway '${var.gateway}' is the machine's own address: set it to the address of the network's router."
  }

  validation {
    condition     = try(var.gateway != cidrhost(var.ip, 0) && var.gateway != cidrhost(var.ip, -1), true)
    error_message = "gateway '${var.gateway}' is the network or broadcast address of '${var.ip}': set it to the address of the network's router, like ${try(cidrhost(var.ip, 1), "")}."
  }
}

variable "nameserver" {
  description = "IPv4 or IPv6 address of a DNS server; several are separated by one space. Example: 10.23.45.1."
  type        = string
  nullable    = false

  validation {
    condition = alltrue([
      for address in split(" ", var.nameserver) :
      strcontains(address, ":")
      ? can(cidrhost("${address}/128", 0))
      : try(can(cidrnetmask("${address}/32")) && cidrhost("${address}/32", 0) == address, false)
    ])
    error_message = "nameserver '${var.nameserver}' must be one IP address, or several separated by single spaces, like 10.23.45.1."
  }
}

# Cloud-init -------------------------------------------------------------------

variable "ci_user" {
  description = "User that cloud-init creates, with sudo and the SSH keys below. Example: almalinux."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_-]{0,31}$", var.ci_user)) && var.ci_user != "root"
    error_message = "ci_user '${var.ci_user}' must be a Linux user name other than root (lower-case letters, digits, hyphens, underscores; cloud-init refuses SSH to root), like almalinux."
  }
}

variable "ssh_pubkey" {
  description = "Public SSH key that may log in as ci_user, as in ~/.ssh/id_ed25519.pub; several are separated by line breaks."
  type        = string
  nullable    = false

  # The data of a key begins with its own type again, so a truncated key, a
  # private key or a path is told from a real one by its first characters.
  validation {
    condition = alltrue([
      for line in split("\n", trimspace(var.ssh_pubkey)) : can(regex(
        join("|", [
          "^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( .*)?$",
          "^ssh-rsa AAAAB3NzaC1yc2E[A-Za-z0-9+/]{300,}={0,2}( .*)?$",
          "^ecdsa-sha2-nistp(256|384|521) AAAAE2VjZHNhLXNoYTItbmlzdHA[A-Za-z0-9+/]{100,}={0,2}( .*)?$",
          "^sk-ssh-ed25519@openssh\\.com AAAAGnNrLXNzaC1lZDI1NTE5[A-Za-z0-9+/]{50,}={0,2}( .*)?$",
          "^sk-ecdsa-sha2-nistp256@openssh\\.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHA[A-Za-z0-9+/]{100,}={0,2}( .*)?$",
        ]),
        line
      ))
    ])
    error_message = "ssh_pubkey '${substr(var.ssh_pubkey, 0, 40)}' (its first 40 characters) must hold whole public keys, one a line, like the text of ~/.ssh/id_ed25519.pub."
  }
}

variable "user_data" {
  description = "Cloud-init user data of your own: a snippet on a Proxmox storage, like local:snippets/k3s-1.yaml. It replaces the user data made from ci_user, ssh_pubkey and name, so it has to set those itself. Changing it replaces the machine. Empty: none."
  type        = string
  nullable    = false
  default     = ""

  validation {
    condition     = var.user_data == "" || can(regex("^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]:snippets/[A-Za-z0-9][A-Za-z0-9._-]*\\.ya?ml$", var.user_data))
    error_message = "user_data '${var.user_data}' must name a snippet as STORAGE:snippets/FILE.yaml, like local:snippets/k3s-1.yaml, or be empty."
  }
}
