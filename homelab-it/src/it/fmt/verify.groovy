String log = new File(basedir, 'build.log').text

// As generated, deformed, restored, and once more.
assert log.count('10 HCL files, 0 would change') == 2
assert log.contains('10 HCL files, 2 would change')
assert log.contains('10 HCL files, 2 rewritten')
assert log.contains('10 HCL files, 0 rewritten')

assert log.contains('[INFO] --- a/terraform/modules/proxmox-vm/main.tf')
assert log.contains('[INFO] +  bios    = "ovmf"')
assert log.contains('2 files are not in canonical form; the differences are above')
assert log.contains('fix: run: mvn homelab:fmt')
assert log.count('rewritten: packer/alma9-k3s-optimized/packer.pkr.hcl') == 1
assert log.count('rewritten: terraform/modules/proxmox-vm/main.tf') == 1
assert !log.contains('\tat ')

['packer/alma9-k3s-optimized/packer.pkr.hcl', 'terraform/modules/proxmox-vm/main.tf'].each {
    assert new File(basedir, "lab/$it").bytes == new File(basedir, "before/$it").bytes
}

return true
