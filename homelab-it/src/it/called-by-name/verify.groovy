String log = new File(basedir, 'build.log').text

assert log.contains('image has not begun, for ')
assert log.count("there is no environment 'k3s-single' in terraform/envs") >= 2
assert !log.contains('\tat ')

return true
