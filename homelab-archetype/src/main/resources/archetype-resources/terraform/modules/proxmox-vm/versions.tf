terraform {
  # 1.10 is the first release this tree was written for: a validation below
  # looks at more than one variable.
  required_version = ">= 1.10.0"

  required_providers {
    proxmox = {
      source = "telmate/proxmox"
      # Exact, on purpose. Every release of the 3.x line is a pre-release, and
      # those are only chosen by an exact constraint: a range falls back to
      # 2.9.14, which crashes on Proxmox VE 8 and 9. Before raising it, see that
      # `make tf-plan` of an applied environment still says "No changes".
      version = "= 3.0.2-rc09"
    }
  }
}
