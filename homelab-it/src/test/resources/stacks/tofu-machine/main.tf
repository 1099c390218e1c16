# The shape of terraform/envs of a generated homelab, on the one resource that is
# built into tofu: no provider, no network, no machine.

variable "environment" {
  type    = string
  default = "k3s-single"
}

variable "image_version" {
  type    = string
  default = "1"
}

variable "ip" {
  type    = string
  default = "10.23.45.31/24"
}

variable "cores" {
  type    = number
  default = 4

  validation {
    condition     = floor(var.cores) == var.cores && var.cores >= 1 && var.cores <= 128
    error_message = "cores must be a whole number from 1 to 128."
  }
}

variable "wait_for" {
  description = "A file that the creation of the machine waits for, to keep the state locked."
  type        = string
  default     = ""
}

locals {
  template = "alma9-k3-node-amd64-v1.36.3-v${var.image_version}"
}

resource "terraform_data" "machine" {
  # In place of the provider's clone: a new one would replace the machine.
  triggers_replace = local.template

  input = {
    vm_id = 101
    cores = var.cores
    ip    = split("/", var.ip)[0]
  }

  provisioner "local-exec" {
    command = "until [ -z '${var.wait_for}' ] || [ -e '${var.wait_for}' ]; do sleep 0.1; done"
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [triggers_replace]
  }
}

output "vm_id" {
  value = terraform_data.machine.output.vm_id
}

output "ip_address" {
  value = terraform_data.machine.output.ip
}

output "template" {
  value = local.template
}

output "kubernetes" {
  value = {
    server  = "https://${terraform_data.machine.output.ip}:6443"
    context = var.environment
    commands = [
      "make kubeconfig ENV=${var.environment}",
      "kubectl --context ${var.environment} get nodes",
    ]
  }
}
