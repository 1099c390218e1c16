String log = new File(basedir, 'build.log').text

assert log.count('] skipped') == 8
assert !new File(basedir, 'target/homelab').exists()

return true
