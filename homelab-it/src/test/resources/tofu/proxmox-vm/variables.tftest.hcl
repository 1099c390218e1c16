# What the module's variables take and refuse. It needs no provider: run it beside
# a copy of variables.tf alone, `tofu test`.

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

run "takes_the_defaults_of_the_answers" {
  command = plan
}

run "takes_the_largest_sensible_values" {
  command = plan

  variables {
    cores              = 128
    memory             = 4194304
    disk_size          = "2T"
    template_disk_size = "1T"
    vlan_tag           = 4094
  }
}

run "takes_the_smallest_sensible_values" {
  command = plan

  variables {
    cores              = 1
    memory             = 2048
    disk_size          = "20G"
    template_disk_size = "20G"
    name               = "a"
  }
}

run "takes_a_terabyte_is_more_than_gigabytes" {
  command = plan

  variables {
    disk_size          = "1T"
    template_disk_size = "1024G"
  }
}

run "takes_first_and_last_address_of_a_small_network" {
  command = plan

  variables {
    ip      = "192.168.1.6/30"
    gateway = "192.168.1.5"
  }
}

run "takes_a_gateway_in_another_octet_of_a_wide_network" {
  command = plan

  variables {
    ip      = "10.1.2.3/8"
    gateway = "10.255.0.1"
  }
}

run "takes_several_nameservers" {
  command = plan

  variables {
    nameserver = "10.23.45.1 1.1.1.1"
  }
}

run "takes_a_nameserver_of_version_6" {
  command = plan

  variables {
    nameserver = "fd00::1 10.23.45.1"
  }
}

run "takes_several_keys" {
  command = plan

  variables {
    ssh_pubkey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJc1m2Zr0u5k8v7y3nqf0w9x4t6e2a1s8d7f6g5h4j3\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDJskITiP8YHIE6Ytd96tdj08HifqaNev9euRtA/yGKk0vlAjus1OLU80fWjDq1eP4ukTy8A6hPWw0OmJJpJ3naCjHoh3VR2RR5U1fNxCqYKQeRpQHyVCY/6q2p0WCXi9zFOKwfu0iAoxvvXJTlRFxYf5vdUZ0M2X8XG6yxPcMyGvX+OojgOUkGMLG1B3fIsPcRYE0j156Gea3Y7ZAMvQHSUY5LPaoh77jjr1EYX21Sg5eiOhQi3sO16G7GPdbsHU8GQG+pjkGtZ7lF08b/VG0PMGOB/ocY8XHzxsR2W3tg/hu97eKeBmLDKRnbGJyk0h0d8gRuTGjc4F1Xt81/WiO7fjKZyrng22EvBexCfKAl8EvBSseU7fnHxSggFNWRZ5u9e3qgMCkQDCx3CUdxCVUWb1nCgpoXgGu4tL8GDnLd6OL0Lqw5kSSfki4S90rRnOyG1mwKQ93y0UHG3VcYjY1p27ODTqGmLmCGN8WYdTH9tH1a67HsOPWh4ypN5Xk2Qn0= me@here\necdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBIi81ZT/w3onIb0VkeM4GG8oxTQzt54kzNlb8BNV+G+afsjpBY7A139jS2Il7KfQXxwwlPThTnrJa1l/K/yizMk=\n"
  }
}

run "takes_a_snippet" {
  command = plan

  variables {
    user_data = "local:snippets/k3s-1.yaml"
  }
}

run "refuses_name_with_capitals" {
  command = plan

  variables {
    name = "K3s-1"
  }

  expect_failures = [var.name]
}

run "refuses_name_with_a_dot" {
  command = plan

  variables {
    name = "k3s.lan"
  }

  expect_failures = [var.name]
}

run "refuses_name_with_a_hyphen_at_the_end" {
  command = plan

  variables {
    name = "k3s-"
  }

  expect_failures = [var.name]
}

run "refuses_name_of_64_characters" {
  command = plan

  variables {
    name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  }

  expect_failures = [var.name]
}

run "refuses_name_empty" {
  command = plan

  variables {
    name = ""
  }

  expect_failures = [var.name]
}

run "refuses_name_that_is_the_template" {
  command = plan

  variables {
    name     = "same"
    template = "same"
  }

  expect_failures = [var.name]
}

run "refuses_template_with_a_plus_sign" {
  command = plan

  variables {
    template = "alma9-v1.36.3+k3s1"
  }

  expect_failures = [var.template]
}

run "refuses_template_disk_size_in_bytes" {
  command = plan

  variables {
    template_disk_size = "20480M"
  }

  expect_failures = [var.template_disk_size]
}

run "refuses_node_as_a_full_domain_name" {
  command = plan

  variables {
    node = "pve.lan"
  }

  expect_failures = [var.node]
}

run "refuses_storage_with_a_path" {
  command = plan

  variables {
    storage = "/var/lib/vz"
  }

  expect_failures = [var.storage]
}

run "refuses_bridge_with_a_space" {
  command = plan

  variables {
    bridge = "vm br0"
  }

  expect_failures = [var.bridge]
}

run "refuses_vlan_tag_beyond_4094" {
  command = plan

  variables {
    vlan_tag = 4095
  }

  expect_failures = [var.vlan_tag]
}

run "refuses_vlan_tag_below_zero" {
  command = plan

  variables {
    vlan_tag = -1
  }

  expect_failures = [var.vlan_tag]
}

run "refuses_cores_zero" {
  command = plan

  variables {
    cores = 0
  }

  expect_failures = [var.cores]
}

run "refuses_cores_and_a_half" {
  command = plan

  variables {
    cores = 1.5
  }

  expect_failures = [var.cores]
}

run "refuses_memory_in_gigabytes" {
  command = plan

  variables {
    memory = 24
  }

  expect_failures = [var.memory]
}

run "refuses_memory_and_a_half" {
  command = plan

  variables {
    memory = 4096.5
  }

  expect_failures = [var.memory]
}

run "refuses_disk_size_without_a_unit" {
  command = plan

  variables {
    disk_size = "60"
  }

  expect_failures = [var.disk_size]
}

run "refuses_disk_size_below_the_template" {
  command = plan

  variables {
    disk_size = "19G"
  }

  expect_failures = [var.disk_size]
}

run "refuses_disk_size_in_gigabytes_below_a_terabyte" {
  command = plan

  variables {
    disk_size          = "1023G"
    template_disk_size = "1T"
  }

  expect_failures = [var.disk_size]
}

run "refuses_ip_without_a_prefix_length" {
  command = plan

  variables {
    ip = "10.23.45.31"
  }

  expect_failures = [var.ip]
}

run "refuses_ip_with_leading_zeros" {
  command = plan

  variables {
    ip = "10.23.45.031/24"
  }

  expect_failures = [var.ip]
}

run "refuses_ip_beyond_255" {
  command = plan

  variables {
    ip = "10.23.45.310/24"
  }

  expect_failures = [var.ip]
}

run "refuses_ip_of_version_6" {
  command = plan

  variables {
    ip = "fd00::31/24"
  }

  expect_failures = [var.ip]
}

run "refuses_ip_alone_in_its_network" {
  command = plan

  variables {
    ip = "10.23.45.31/32"
  }

  expect_failures = [var.ip]
}

run "refuses_ip_of_the_network_itself" {
  command = plan

  variables {
    ip = "10.23.45.0/24"
  }

  expect_failures = [var.ip]
}

run "refuses_ip_for_broadcasts" {
  command = plan

  variables {
    ip = "10.23.45.255/24"
  }

  expect_failures = [var.ip]
}

run "refuses_gateway_with_a_prefix_length" {
  command = plan

  variables {
    gateway = "10.23.45.1/24"
  }

  expect_failures = [var.gateway]
}

run "refuses_gateway_by_name" {
  command = plan

  variables {
    gateway = "router.lan"
  }

  expect_failures = [var.gateway]
}

run "refuses_gateway_outside_the_network" {
  command = plan

  variables {
    gateway = "10.23.46.1"
  }

  expect_failures = [var.gateway]
}

run "refuses_gateway_that_is_the_machine" {
  command = plan

  variables {
    gateway = "10.23.45.31"
  }

  expect_failures = [var.gateway]
}

run "refuses_gateway_that_is_the_network" {
  command = plan

  variables {
    gateway = "10.23.45.0"
  }

  expect_failures = [var.gateway]
}

run "refuses_gateway_that_is_the_broadcast_address" {
  command = plan

  variables {
    gateway = "10.23.45.255"
  }

  expect_failures = [var.gateway]
}

run "refuses_nameserver_by_name" {
  command = plan

  variables {
    nameserver = "dns.lan"
  }

  expect_failures = [var.nameserver]
}

run "refuses_nameservers_joined_by_a_comma" {
  command = plan

  variables {
    nameserver = "10.23.45.1,1.1.1.1"
  }

  expect_failures = [var.nameserver]
}

run "refuses_nameserver_of_a_broken_version_6" {
  command = plan

  variables {
    nameserver = "fd00:::1"
  }

  expect_failures = [var.nameserver]
}

run "refuses_nameserver_empty" {
  command = plan

  variables {
    nameserver = ""
  }

  expect_failures = [var.nameserver]
}

run "refuses_ci_user_root" {
  command = plan

  variables {
    ci_user = "root"
  }

  expect_failures = [var.ci_user]
}

run "refuses_ci_user_with_capitals" {
  command = plan

  variables {
    ci_user = "Alma"
  }

  expect_failures = [var.ci_user]
}

run "refuses_ssh_pubkey_as_a_path" {
  command = plan

  variables {
    ssh_pubkey = "~/.ssh/id_ed25519.pub"
  }

  expect_failures = [var.ssh_pubkey]
}

run "refuses_ssh_pubkey_cut_short" {
  command = plan

  variables {
    ssh_pubkey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJc1m2Zr0u5k8v7y3nqf0w9x4t6e2a1s8d7f6g"
  }

  expect_failures = [var.ssh_pubkey]
}

run "refuses_ssh_pubkey_of_another_type_than_it_says" {
  command = plan

  variables {
    ssh_pubkey = "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIGJc1m2Zr0u5k8v7y3nqf0w9x4t6e2a1s8d7f6g5h4j3"
  }

  expect_failures = [var.ssh_pubkey]
}

run "refuses_ssh_pubkey_that_is_a_private_key" {
  command = plan

  variables {
    ssh_pubkey = "-----BEGIN OPENSSH PRIVATE KEY-----"
  }

  expect_failures = [var.ssh_pubkey]
}

run "refuses_ssh_pubkey_with_a_bad_second_line" {
  command = plan

  variables {
    ssh_pubkey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJc1m2Zr0u5k8v7y3nqf0w9x4t6e2a1s8d7f6g5h4j3\nnonsense"
  }

  expect_failures = [var.ssh_pubkey]
}

run "refuses_ssh_pubkey_empty" {
  command = plan

  variables {
    ssh_pubkey = ""
  }

  expect_failures = [var.ssh_pubkey]
}

run "refuses_user_data_as_a_path" {
  command = plan

  variables {
    user_data = "/var/lib/vz/snippets/k3s-1.yaml"
  }

  expect_failures = [var.user_data]
}

run "refuses_user_data_on_a_storage_without_snippets" {
  command = plan

  variables {
    user_data = "local:iso/k3s-1.yaml"
  }

  expect_failures = [var.user_data]
}
