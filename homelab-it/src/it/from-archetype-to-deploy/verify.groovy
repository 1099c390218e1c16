String log = new File(basedir, 'build.log').text

[
    '0 errors, 0 warnings, ',
    'image: would build the template alma9-k3-node-amd64-v1.36.3-v1 on node pve1, storage local-lvm',
    'provision: would create or update k3s-1 at 10.23.45.31/24 (4 cores, 24576 MiB, 60G) from ' +
        'alma9-k3-node-amd64-v1.36.3-v1, environment k3s-single',
    'gitops: would install Argo CD and hand the cluster over to https://git.example.org/me/lab.git, revision main',
].each { assert log.contains(it) }

// Four builds, four times green.
assert log.count('BUILD SUCCESS') == 4
assert new File(basedir, 'lab/target/homelab/report.json').text.contains('"errors" : 0')

// Maven's own judgement of our plugin (3.9 and newer), of our plugin only.
assert !(log =~ /(?s)Plugin \[?validation.{0,400}homelab-maven-plugin/).find()
assert !(log =~ /\[WARNING\].*dev\.homelab/).find()

return true
