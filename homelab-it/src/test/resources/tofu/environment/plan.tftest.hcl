# An environment's plan, without a hypervisor: beside a copy of its files, with
# the answers as TF_VAR_<key>.

mock_provider "proxmox" {}

run "plans_the_machine_of_the_answers" {
  command = plan

  assert {
    condition     = output.ip_address == split("/", var.node_ip)[0]
    error_message = "ip_address is not that of node_ip."
  }

  assert {
    condition     = startswith(output.template, "alma9-k3-node-amd64-v") && endswith(output.template, "-v${var.image_version}")
    error_message = "The template is not named after k3s_version and image_version."
  }

  assert {
    condition     = output.kubernetes.context == var.environment
    error_message = "The context is not named after the environment."
  }
}
