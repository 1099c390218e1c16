# Each variable has the name of an answer in homelab.properties and no default
# of its own: the Makefile, `make env` and the Maven plugin hand the answers over
# as TF_VAR_<name>. terraform.tfvars and globals.tfvars override them.
#
# Sizes, addresses and names are checked by the module; here is only what the
# module does not see. `CHANGE[M]E` is the mark of an answer that was not given.

# Proxmox ----------------------------------------------------------------------

variable "proxmox_url" {
  description = "Address of the Proxmox API. Example: https://pve.lan:8006/api2/json."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^https://[^/ ]+/api2/json$", var.proxmox_url))
    error_message = "proxmox_url '${var.proxmox_url}' must be the address of a Proxmox API, like https://pve.lan:8006/api2/json: correct it in homelab.properties."
  }
}

variable "proxmox_insecure" {
  description = "true accepts a certificate that this machine cannot verify. Better: trust the Proxmox CA and leave it false."
  type        = bool
  nullable    = false
}

variable "proxmox_node" {
  description = "Proxmox node that runs the machine. Example: pve."
  type        = string
  nullable    = false

  validation {
    condition     = !can(regex("^CHANGE[M]E$", var.proxmox_node))
    error_message = "proxmox_node is not answered yet: set it in homelab.properties to the node's name in the web interface's tree, like pve."
  }
}

variable "storage" {
  description = "Proxmox storage for the disks. Example: local-lvm."
  type        = string
  nullable    = false
}

variable "bridge" {
  description = "Bridge of the node that the machine is attached to. Example: vmbr0."
  type        = string
  nullable    = false
}

variable "vlan_tag" {
  description = "VLAN of the machine, 0 for untagged traffic."
  type        = number
  nullable    = false
}

# Image ------------------------------------------------------------------------

variable "k3s_version" {
  description = "k3s version in the image, part of the template's name. Example: v1.36.3+k3s1."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^v[0-9]+\\.[0-9]+\\.[0-9]+(-[a-z0-9.]+)?\\+k3s[0-9]+$", var.k3s_version))
    error_message = "k3s_version '${var.k3s_version}' must be the tag of a k3s release, like v1.36.3+k3s1."
  }
}

variable "image_version" {
  description = "Release of the image, the end of the template's name. Example: 1."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9]+(\\.[0-9]+)*$", var.image_version))
    error_message = "image_version '${var.image_version}' must be a number, or numbers joined by dots, like 1."
  }
}

variable "image_disk_size" {
  description = "Disk size of the template; disk_size cannot be less. Example: 20G."
  type        = string
  nullable    = false
}

# Machine ----------------------------------------------------------------------

variable "environment" {
  description = "Name of this environment: of its folder, of the kubectl context and of the kubeconfig's file."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.environment))
    error_message = "environment '${var.environment}' must be the name of a folder in terraform/envs: lower-case letters, digits and inner hyphens, like k3s-single."
  }
}

variable "node_name" {
  description = "Name of the machine and of the Kubernetes node. Example: k3s-1."
  type        = string
  nullable    = false
}

variable "node_ip" {
  description = "Static IPv4 address of the machine with its prefix length. Example: 10.23.45.31/24."
  type        = string
  nullable    = false
}

variable "gateway" {
  description = "IPv4 address of the router. Example: 10.23.45.1."
  type        = string
  nullable    = false
}

variable "nameserver" {
  description = "IPv4 or IPv6 address of the DNS server; several are separated by one space. Example: 10.23.45.1."
  type        = string
  nullable    = false
}

variable "cores" {
  description = "CPU cores of the machine."
  type        = number
  nullable    = false
}

variable "memory" {
  description = "Memory of the machine in MiB; 24 GiB is 24576."
  type        = number
  nullable    = false
}

variable "disk_size" {
  description = "Size of the machine's disk. It can grow and never shrink. Example: 60G."
  type        = string
  nullable    = false
}

variable "ci_user" {
  description = "User that cloud-init creates on the machine. Example: almalinux."
  type        = string
  nullable    = false
}

variable "ssh_public_key" {
  description = "Public SSH key that may log in as ci_user."
  type        = string
  nullable    = false
}

# No answer of homelab.properties: set it in terraform.tfvars where it is wanted.
variable "user_data" {
  description = "Cloud-init snippet that replaces the user data made from the answers, like local:snippets/k3s-1.yaml. Changing it replaces the machine. Empty: none."
  type        = string
  nullable    = false
  default     = ""
}
