String log = new File(basedir, 'build.log').text

assert log.count('[WARNING] no goal reads -Dhomelab.preflght.skip: did you mean -Dhomelab.preflight.skip?') == 1
assert log.count('[WARNING] no goal reads -Dhomelab.colour; see mvn homelab:help -Ddetail for what there is') == 1

return true
