# Names that more than one image would share. Packer reads the files of one
# folder only, so the Makefile places this file beside the template as
# alma9-k3s-optimized/common.pkr.hcl (git ignores that copy) before it calls
# packer. Change it here.
#
# It may refer to the variables of the template's folder, since both are read as
# one.

locals {
  os_major = "9"
  arch     = "amd64"

  # v1.36.3+k3s1 becomes v1.36.3: a template's name is a DNS name, which knows no
  # plus sign. OpenTofu looks the template up by this name and builds it by the
  # same rule in terraform/envs, so change both or neither.
  k3s_release = split("+", var.k3s_version)[0]
  image_name  = "alma${local.os_major}-k3-node-${local.arch}-${local.k3s_release}-v${var.image_version}"
}
