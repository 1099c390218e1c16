# What the module asks the provider for: beside a copy of its files.

mock_provider "proxmox" {}

variables {
  name               = "k3s-1"
  template           = "alma9-k3-node-amd64-v1.36.3-v1"
  template_disk_size = "20G"
  node               = "pve"
  storage            = "local-lvm"
  bridge             = "vmbr0"
  cores              = 4
  memory             = 24576
  disk_size          = "60G"
  ip                 = "10.23.45.31/24"
  gateway            = "10.23.45.1"
  nameserver         = "10.23.45.1"
  ci_user            = "almalinux"
  ssh_pubkey         = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJc1m2Zr0u5k8v7y3nqf0w9x4t6e2a1s8d7f6g5h4j3 me@workstation"
}

run "keeps_the_firmware_and_the_controller_of_the_template" {
  command = plan

  assert {
    condition     = proxmox_vm_qemu.vm.bios == "ovmf" && proxmox_vm_qemu.vm.scsihw == "virtio-scsi-single"
    error_message = "A UEFI template would not boot."
  }
}

run "has_one_disk_and_the_cloud_init_drive" {
  command = plan

  assert {
    condition     = one(one(one(one(proxmox_vm_qemu.vm.disks).scsi).scsi0).disk).size == "60G"
    error_message = "scsi0 is not the disk of disk_size."
  }

  assert {
    condition     = one(one(one(one(proxmox_vm_qemu.vm.disks).scsi).scsi0).disk).emulatessd && one(one(one(one(proxmox_vm_qemu.vm.disks).scsi).scsi0).disk).discard
    error_message = "The disk is no SSD with discard."
  }

  assert {
    condition     = one(one(one(one(proxmox_vm_qemu.vm.disks).scsi).scsi1).cloudinit).storage == "local-lvm"
    error_message = "scsi1 is not the cloud-init drive."
  }
}

run "has_one_network_card_on_the_bridge" {
  command = plan

  assert {
    condition     = one(proxmox_vm_qemu.vm.network).model == "virtio" && one(proxmox_vm_qemu.vm.network).bridge == "vmbr0"
    error_message = "There is not one virtio card on the bridge."
  }
}

run "takes_no_snippet_for_an_empty_user_data" {
  command = plan

  assert {
    condition     = proxmox_vm_qemu.vm.cicustom == null
    error_message = "cicustom must be null."
  }
}
