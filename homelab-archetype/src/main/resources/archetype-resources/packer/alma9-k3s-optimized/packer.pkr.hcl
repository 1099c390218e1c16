# Builds the VM template that every node is cloned from: AlmaLinux 9 with UEFI,
# the guest agent and a k3s server that starts by itself in a clone.
#
#   make packer          the usual way
#   packer build DIR     after `eval "$(make env)"` and with common.pkr.hcl in place

packer {
  required_version = ">= 1.10.0"

  required_plugins {
    # 1.2.4 is the first that knows cloud_init_disable_upgrade_packages.
    proxmox = {
      source  = "github.com/hashicorp/proxmox"
      version = ">= 1.2.4, < 2.0.0"
    }
  }
}

locals {
  # Exists while the image is built; the kickstart file creates this user and
  # cleanup.sh removes it.
  build_user = "packer"

  # /tmp may be mounted noexec, so bash reads the script instead of the kernel
  # executing it. There is no password to ask for: the build user has NOPASSWD.
  as_root = "sudo env {{ .Vars }} bash '{{ .Path }}'"
}

source "proxmox-iso" "alma9" {
  proxmox_url              = var.proxmox_url
  username                 = var.proxmox_username
  token                    = var.proxmox_token
  insecure_skip_tls_verify = var.proxmox_insecure
  node                     = var.proxmox_node
  # Covers the ISO download, the shutdown and the conversion; the default of one
  # minute is too short for the first.
  task_timeout = "15m"

  vm_name              = local.image_name
  template_name        = local.image_name
  template_description = "AlmaLinux 9 with k3s ${var.k3s_version}, release ${var.image_version}. Built by packer; do not start it, clone it."
  tags                 = "alma9;k3s;template"

  bios    = "ovmf"
  machine = "q35"
  os      = "l26"
  # EL9 needs x86-64-v2, which the plugin's default, kvm64, lacks: the installer
  # would die with "CPU does not support x86-64-v2". The build machine is never
  # migrated, so the host's own CPU is the fastest choice that always fits.
  # A clone gets its CPU type from OpenTofu.
  cpu_type = "host"
  sockets  = 1
  cores    = 2
  # The installer keeps itself and its downloads in memory: below 3 GiB it fails.
  memory     = 4096
  qemu_agent = true

  # Secure Boot stays off: without enrolled keys the firmware checks no
  # signatures, and kernel modules from anywhere load.
  efi_config {
    efi_storage_pool  = var.storage
    efi_type          = "4m"
    pre_enrolled_keys = false
  }

  scsi_controller = "virtio-scsi-single"
  disks {
    type         = "scsi"
    storage_pool = var.storage
    disk_size    = var.image_disk_size
    format       = "raw"
    cache_mode   = "none"
    io_thread    = true
    discard      = true
    ssd          = true
  }

  network_adapters {
    model    = "virtio"
    bridge   = var.bridge
    vlan_tag = var.vlan_tag == 0 ? "" : format("%d", var.vlan_tag)
  }

  # The node downloads the ISO itself and checks its sum; an ISO that is already
  # there with the same sum is taken as it is.
  boot_iso {
    iso_url          = var.alma_iso_url
    iso_checksum     = var.alma_iso_checksum
    iso_storage_pool = var.iso_storage
    iso_download_pve = true
    unmount          = true
  }

  # The drive that OpenTofu fills for each clone. On scsi, because EL9 under UEFI
  # does not always see one on ide. No package upgrade at first boot: a node runs
  # what the image was tested with.
  cloud_init                          = true
  cloud_init_storage_pool             = var.storage
  cloud_init_disk_type                = "scsi"
  cloud_init_disable_upgrade_packages = true

  # Served from memory on a port from 8000 to 9000 of this machine; the build
  # machine must reach it, so a firewall here has to let it in.
  http_interface = var.http_interface == "auto" ? null : var.http_interface
  http_content = {
    # templatefile looks in this folder, unlike the paths of scripts below.
    "/ks.cfg" = templatefile("http/ks.cfg", {
      build_user     = local.build_user
      ssh_public_key = var.ssh_public_key
      timezone       = var.timezone
    })
  }

  # The menu waits for a minute on "Test this media & install". One up is plain
  # "Install"; e opens it, the second line down loads the kernel, ctrl-x starts
  # it. Keys that are typed before the menu shows are lost, later ones are not,
  # hence the generous wait. With net.ifnames=0 the installer calls the network
  # interface eth0, as the installed system does.
  boot_wait = "20s"
  boot_command = [
    "<up><wait>e<wait2>",
    "<down><down><end><wait>",
    " net.ifnames=0 inst.text inst.ks=http://{{ .HTTPIP }}:{{ .HTTPPort }}/ks.cfg",
    "<wait><leftCtrlOn>x<leftCtrlOff>",
  ]

  # Key only: the build user has no password. packer learns the address from the
  # guest agent, and waits until the installation is over.
  communicator         = "ssh"
  ssh_username         = local.build_user
  ssh_private_key_file = var.ssh_private_key_file
  ssh_timeout          = "45m"
}

# The order matters. Updates come first, and the only reboot follows them, so
# that the rest runs on the new kernel. Hardening may rewrite sysctl settings, so
# k3s comes after it and has the last word. Once k3s is installed its unit is
# enabled: a reboot from there on would start it and put a cluster's identity
# into the image. cleanup.sh is last, and fails the build if that happened.
build {
  sources = ["source.proxmox-iso.alma9"]

  provisioner "shell" {
    script           = "${path.root}/scripts/os-update.sh"
    execute_command  = local.as_root
    environment_vars = ["TIMEZONE=${var.timezone}"]
  }

  provisioner "shell" {
    inline            = ["systemctl reboot"]
    execute_command   = local.as_root
    expect_disconnect = true
    skip_clean        = true
  }

  provisioner "shell" {
    # Long enough for sshd to be gone, so that packer does not log in to the
    # system that is shutting down.
    pause_before    = "30s"
    script          = "${path.root}/scripts/guest-agent.sh"
    execute_command = local.as_root
  }

  # Does nothing until you switch it on: see the head of the script.
  provisioner "shell" {
    script          = "${path.root}/scripts/hardening-oscap.sh"
    execute_command = local.as_root
  }

  provisioner "shell" {
    script           = "${path.root}/scripts/k3s-install.sh"
    execute_command  = local.as_root
    environment_vars = ["K3S_VERSION=${var.k3s_version}"]
  }

  provisioner "shell" {
    script           = "${path.root}/scripts/cleanup.sh"
    execute_command  = local.as_root
    environment_vars = ["BUILD_USER=${local.build_user}"]
    # The script removes the user that packer would log in with to delete it.
    skip_clean = true
  }

  # The template's name, for people and for OpenTofu: printed, and kept in
  # manifest.json (ignored by git).
  post-processors {
    post-processor "manifest" {
      output     = "${path.root}/manifest.json"
      strip_path = true
      custom_data = {
        template    = local.image_name
        node        = var.proxmox_node
        k3s_version = var.k3s_version
      }
    }

    post-processor "shell-local" {
      inline = ["echo Template ${local.image_name} is ready on node ${var.proxmox_node}."]
    }
  }
}
