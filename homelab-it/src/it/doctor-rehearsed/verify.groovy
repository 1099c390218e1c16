String log = new File(basedir, 'build.log').text
List<String> lines = log.readLines().findAll { it.startsWith('[INFO]   ') }*.replaceFirst(/\[INFO\]   /, '')

// One line a question, twice, and each is ok.
[
    'answers', 'credentials', 'api', 'version', 'token', 'privileges', 'node', 'clock', 'processor', 'room', 'storage',
    'iso-storage', 'snippets', 'bridge', 'template', 'leftovers', 'machine', 'address',
].each { question ->
    List<String> its = lines.findAll { it.startsWith(question + ' ') }
    assert its.size() == 2
    assert its.every { it.endsWith(' ok') }
}
assert lines.findAll { it.startsWith('node ') } == ['node              pve1, online                 ok', 'node              pve, online                  ok']

// What is a stand-in is said.
String rehearsal = 'rehearsal: Proxmox lives inside the plugin; the network, git and the cluster are not asked'
assert log.contains(rehearsal + '\n') || log.contains(rehearsal + '\r\n')
assert log.contains(rehearsal + '; stand-ins for git_repo_url, proxmox_node, proxmox_url, ssh_public_key')

assert log.count('0 errors, 0 warnings, 0 skipped') == 2
assert log.count('BUILD SUCCESS') == 4
['lab', 'new'].each { homelab ->
    String report = new File(basedir, homelab + '/target/homelab/doctor.json').text
    assert report.contains('"goal" : "doctor"')
    assert report.contains('"findings" : [ ]')
    // What a run takes is recorded, not judged: machines differ.
    println homelab + ': doctor took ' + (report =~ /"milliseconds" : (\d+)/)[0][1] + ' ms'
}

return true
