# The shape of packer/ of a generated homelab, with sources that are built into
# packer: no plugin, no network, no machine.

variable "k3s_version" {
  type    = string
  default = "v1.36.3+k3s1"

  validation {
    condition     = can(regex("^v[0-9]+\\.[0-9]+\\.[0-9]+\\+k3s[0-9]+$", var.k3s_version))
    error_message = "The value of k3s_version must look like v1.36.3+k3s1."
  }
}

variable "image_version" {
  type    = string
  default = "1"
}

variable "provisioner" {
  description = "What the provisioner runs, so that a test can make it fail."
  type        = string
  default     = "echo provisioned $IMAGE >> log"
}

locals {
  image_name = "alma9-k3-node-amd64-${split("+", var.k3s_version)[0]}-v${var.image_version}"
}

source "null" "machine" {
  communicator = "none"
}

source "file" "image" {
  content = "${local.image_name}\n"
  target  = "image"
}

build {
  sources = ["null.machine", "file.image"]

  provisioner "shell-local" {
    only             = ["null.machine"]
    inline           = [var.provisioner]
    environment_vars = ["IMAGE=${local.image_name}"]
  }

  post-processor "manifest" {
    output = "manifest.json"
    custom_data = {
      template = local.image_name
      node     = "pve"
    }
  }
}
