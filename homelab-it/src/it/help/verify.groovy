String log = new File(basedir, 'build.log').text

['preflight', 'fmt', 'image', 'provision', 'gitops', 'kubeconfig', 'help'].each { assert log.contains("homelab:$it") }

return true
