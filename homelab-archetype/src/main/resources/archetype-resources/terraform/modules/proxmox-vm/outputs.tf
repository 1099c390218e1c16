output "vm_id" {
  description = "Number of the virtual machine in Proxmox."
  value       = proxmox_vm_qemu.vm.vmid
}

# From the input, not from the provider: that only repeats ipconfig0, and one
# plan late after a change. It does not say that the machine has booted.
output "ip_address" {
  description = "IPv4 address of the machine, without the prefix length."
  value       = split("/", var.ip)[0]
  depends_on  = [proxmox_vm_qemu.vm]
}
