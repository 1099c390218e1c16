resource "proxmox_vm_qemu" "vm" {
  name        = var.name
  target_node = var.node
  description = "Managed by OpenTofu. Changes made here by hand are undone by the next apply."

  clone      = var.template
  full_clone = true

  # The next free id, always. With create_before_destroy the old machine still
  # holds its id while the new one is made: a fixed id fails, and force_create
  # would rebuild the old machine in place, which the same run then destroys.
  vmid = null

  # Firmware, machine and controller are sent to Proxmox right after the clone,
  # whether they are named here or not. The provider's own defaults (seabios,
  # lsi) leave a UEFI template without a boot loader.
  bios    = "ovmf"
  machine = "q35"
  scsihw  = "virtio-scsi-single"
  boot    = "order=scsi0"
  qemu_os = "l26"

  # EL9 needs x86-64-v2, which the default type kvm64 does not offer.
  cpu {
    type    = "host"
    sockets = 1
    cores   = var.cores
  }

  # No ballooning: the kubelet counts the memory once, at its start.
  memory  = var.memory
  balloon = 0

  # Every drive of the template is declared, each in its own slot: one that is
  # missing here is detached from the clone. The EFI disk is the exception, left
  # out it stays as the template has it.
  disks {
    scsi {
      scsi0 {
        disk {
          storage    = var.storage
          size       = var.disk_size
          format     = "raw"
          cache      = "none"
          emulatessd = true
          discard    = true
          iothread   = true
          replicate  = true
        }
      }

      scsi1 {
        cloudinit {
          storage = var.storage
        }
      }
    }
  }

  network {
    id       = 0
    model    = "virtio"
    bridge   = var.bridge
    tag      = var.vlan_tag
    firewall = false
  }

  # The address is static, so the provider does not ask the guest agent for it.
  # Without skip_ipv6 it would wait for an address that nobody configured.
  agent     = 1
  skip_ipv6 = true

  os_type    = "cloud-init"
  ciuser     = var.ci_user
  sshkeys    = trimspace(var.ssh_pubkey)
  ipconfig0  = "ip=${var.ip},gw=${var.gateway}"
  nameserver = var.nameserver
  cicustom   = var.user_data == "" ? null : "user=${var.user_data}"

  # Packages are updated in the image, where the result is tested; an upgrade at
  # first boot would give each machine a different set.
  ciupgrade = false

  power_state        = "running"
  start_at_node_boot = true

  # A change of cores, memory or keys takes effect by a restart. Without it the
  # apply ends with an error and the change stays pending.
  automatic_reboot = true

  # These are Proxmox's own defaults. Left out, every later plan would want to
  # remove the block.
  startup_shutdown {
    order            = -1
    shutdown_timeout = -1
    startup_delay    = -1
  }

  # The accident this prevents: a new image has a new name, a changed clone
  # source replaces the machine, and a one-node cluster is gone with its data
  # because of a raised version number. A running machine keeps its disk until
  # it is replaced on purpose, see README.md, "A machine from a new image".
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [clone]
  }
}
