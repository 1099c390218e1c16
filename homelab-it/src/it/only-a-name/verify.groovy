String log = new File(basedir, 'build.log').text

assert log.contains('0 errors, 7 warnings, ')
// git_repo_url also stands in the three files that Argo CD reads.
['app-of-apps.yaml', 'projects/default-project.yaml', 'infra/phpipam/application.yaml'].each { file ->
    assert (log =~ /\[WARNING\] k8s\/\S*$file:\d+:\d+  CHANGEME is left/).find()
}
// The archetype plugin has nothing to warn of.
assert !log.contains("Don't override")
['proxmox_url', 'proxmox_node', 'ssh_public_key', 'git_repo_url'].each { key ->
    assert (log =~ /\[WARNING\] homelab\.properties:\d+:\d+  .*$key/).find()
}
assert log.contains('image: would build the template alma9-k3-node-amd64-v1.36.3-v1 on node CHANGEME, storage local-lvm')

return true
