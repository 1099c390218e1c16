assert new File(basedir, 'build.log').text.contains('homelab:image cannot act yet in this version of the plugin')

return true
