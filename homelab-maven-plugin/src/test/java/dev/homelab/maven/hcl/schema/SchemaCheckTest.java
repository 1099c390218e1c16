package dev.homelab.maven.hcl.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.model.HclModule;
import dev.homelab.maven.hcl.model.ModuleValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests for {@link SchemaCheck}. */
class SchemaCheckTest {
  private static String check(Dialect language, String source) {
    String name = language == Dialect.TOFU ? "main.tf" : "main.pkr.hcl";
    HclModule module = HclModule.load(language, Path.of("."), List.of(Hcl.parse(name, source)));
    return SchemaCheck.check(new ModuleValues(module, Map.of())).stream()
        .map(Finding::toString)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aMachineOfProxmoxIsHeldToTheProvidersTable() {
    assertEquals(
        """
        main.tf:4:3  unknown argument "memmory" in resource "proxmox_vm_qemu"
          fix: did you mean "memory"?
        main.tf:5:14  "balloon" must be of the type number: a number is needed here, not the string "none"
          fix: give it a value of that type
        main.tf:6:3  "cores" is deprecated
          fix: use 'cpu { cores = }' instead
        main.tf:7:3  "ssh_host" cannot be set in resource "proxmox_vm_qemu"
          fix: remove it: the provider works it out
        main.tf:8:3  "clone" and "clone_id" exclude each other in resource "proxmox_vm_qemu"
          fix: remove one of them
        main.tf:10:3  unknown argument "cpu" in resource "proxmox_vm_qemu"
          fix: it is a block: write cpu { ... } without an equals sign
        main.tf:11:3  the argument "model" is missing in "network"
          fix: add model = ... (string)
        main.tf:16:7  unknown block "scsi31" in "scsi"
          fix: did you mean "scsi1"?
        main.tf:18:9  the argument "size" is missing in "disk"
          fix: add size = ... (string)
        main.tf:24:3  the block "disks" is there twice in resource "proxmox_vm_qemu"
          fix: put what they hold into one
        main.tf:26:5  unknown argument "ignore_change" in "lifecycle"
          fix: did you mean "ignore_changes"?""",
        check(
            Dialect.TOFU,
            """
            resource "proxmox_vm_qemu" "vm" {
              name     = "k3s-1"
              count    = 1
              memmory  = 24576
              balloon  = "none"
              cores    = 4
              ssh_host = "x"
              clone_id = 9000
              clone    = "alma9"
              cpu      = {}
              network {
                id = 0
              }
              disks {
                scsi {
                  scsi31 {}
                  scsi0 {
                    disk {
                      storage = "local-lvm"
                    }
                  }
                }
              }
              disks {}
              lifecycle {
                ignore_change = [clone]
              }
            }
            """));
  }

  @Test
  void aTypeThatIsInNoTableMayHoldAnything() {
    assertEquals(
        "",
        check(
            Dialect.TOFU,
            """
            resource "random_pet" "x" {
              length = "two"
              dynamic "thing" {
                for_each = []
                content {}
              }
              provisioner "local-exec" {
                command = "true"
              }
            }
            provider "random" { anything = 1 }
            """));
  }

  @Test
  void theLanguageItselfIsHeldToItsTable() {
    assertEquals(
        """
        main.tf:1:1  unknown block "resorce" in the file
          fix: did you mean "resource"?
        main.tf:3:3  unknown argument "desciption" in variable "a"
          fix: did you mean "description"?
        main.tf:4:17  "sensitive" must be of the type bool: true or false is needed here, not the string "maybe"
          fix: give it a value of that type
        main.tf:5:3  the argument "error_message" is missing in "validation"
          fix: add error_message = ... (string)
        main.tf:9:1  the argument "value" is missing in output "b"
          fix: add value = ...
        main.tf:10:1  the block "locals" has 1 label, not none
          fix: write it as locals { ... }
        main.tf:11:1  the block "resource" has 1 label, not 2
          fix: write it as resource "LABEL" "LABEL" { ... }
        main.tf:15:3  "count" and "for_each" exclude each other in module "m"
          fix: remove one of them""",
        check(
            Dialect.TOFU,
            """
            resorce "a" "b" {}
            variable "a" {
              desciption = "x"
              sensitive   = "maybe"
              validation {
                condition = true
              }
            }
            output "b" {}
            locals "c" {}
            resource "x" {}
            module "m" {
              source   = "./m"
              count    = 1
              for_each = {}
            }
            """));
  }

  @Test
  void anImageIsHeldToThePluginsTable() {
    assertEquals(
        """
        main.pkr.hcl:1:1  the argument "node" is missing in source "proxmox-iso"
          fix: add node = ... (string)
        main.pkr.hcl:2:3  "iso_file" is deprecated
          fix: move it into boot_iso { }
        main.pkr.hcl:3:3  "http_directory" and "http_content" exclude each other in source "proxmox-iso"
          fix: remove one of them
        main.pkr.hcl:5:3  one of these is missing in "boot_iso": iso_file, iso_url or iso_urls, cd_files or cd_content
          fix: add exactly one of them
        main.pkr.hcl:7:5  "iso_download_pve" needs iso_url or iso_urls in "boot_iso"
          fix: add iso_url or iso_urls
        main.pkr.hcl:9:3  the argument "storage_pool" is missing in "disks"
          fix: add storage_pool = ... (string)
        main.pkr.hcl:12:5  "efi_type" needs efi_storage_pool in "efi_config"
          fix: add efi_storage_pool
        main.pkr.hcl:17:5  unknown argument "scirpt" in provisioner "shell"
          fix: did you mean "script"?
        main.pkr.hcl:18:20  "pause_before" must be of the type string: a string is needed here, not a list
          fix: give it a value of that type""",
        check(
            Dialect.PACKER,
            """
            source "proxmox-iso" "alma9" {
              iso_file       = "local:iso/x.iso"
              http_content   = {}
              http_directory = "http"
              boot_iso {
                unmount          = true
                iso_download_pve = true
              }
              disks {}
              network_adapters { bridge = "vmbr0" }
              efi_config {
                efi_type = "4m"
              }
            }
            build {
              provisioner "shell" {
                scirpt       = "x.sh"
                pause_before = ["1s"]
              }
              provisioner "ansible" { anything = true }
            }
            """));
  }
}
