output "vm_id" {
  description = "Number of the virtual machine in Proxmox."
  value       = module.node.vm_id
}

output "ip_address" {
  description = "IPv4 address of the machine."
  value       = module.node.ip_address
}

output "template" {
  description = "Template that a new machine of this environment is cloned from. One that runs keeps the one it came from."
  value       = local.template
}

# Where the cluster is, not how to get in: the kubeconfig is an administrator's
# key, and what tofu reads is in its state.
output "kubernetes" {
  description = "The cluster's API server, the name of its kubectl context, and the commands that lead there."
  value = {
    server  = "https://${module.node.ip_address}:6443"
    context = var.environment
    commands = [
      "make kubeconfig ENV=${var.environment}",
      "export KUBECONFIG=\"$PWD/.kube/${var.environment}.yaml\"",
      "kubectl --context ${var.environment} get nodes",
    ]
  }
}
