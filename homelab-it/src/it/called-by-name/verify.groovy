String log = new File(basedir, 'build.log').text

assert log.contains('image has not begun, for ')
assert log.contains("homelab.properties  there is no such file") || log.contains('homelab.properties')
assert log.contains("there is no environment 'k3s-single' in terraform/envs")
assert !log.contains('\tat ')

return true
