# What the goal image needs of a template, with sources that are built into
# packer: no plugin, no network, no machine. The file "made" is the template.

variable "k3s_version" {
  type = string
}

variable "image_version" {
  type = string
}

variable "proxmox_node" {
  type = string
}

locals {
  image_name = "alma9-k3-node-amd64-${split("+", var.k3s_version)[0]}-v${var.image_version}"
}

source "file" "image" {
  content = "${local.image_name}\n"
  target  = "${path.root}/../../made"
}

source "null" "machine" {
  communicator = "none"
}

build {
  sources = ["file.image", "null.machine"]

  provisioner "shell-local" {
    only   = ["null.machine"]
    inline = ["sleep 0.5", "[ ! -e '${path.root}/fail' ] || { echo 'the disk, it is full' >&2; exit 3; }"]
  }

  post-processor "manifest" {
    output = "${path.root}/manifest.json"
    custom_data = {
      template = local.image_name
      node     = var.proxmox_node
    }
  }
}
