String log = new File(basedir, 'build.log').text

[image: 'packer', provision: 'tf-init tf-apply', gitops: 'k8s-bootstrap argo'].each { goal, targets ->
    assert log.contains("homelab:$goal cannot act yet in this version of the plugin")
    assert log.contains("fix: run: make $targets")
}
assert !log.contains('\tat ')

return true
