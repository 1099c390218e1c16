String log = new File(basedir, 'build.log').text

['preflight', 'fmt', 'image', 'provision', 'gitops', 'help'].each { assert log.contains("homelab:$it") }

return true
