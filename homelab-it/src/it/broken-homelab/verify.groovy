String log = new File(basedir, 'build.log').text

assert log.contains('[ERROR] homelab.properties  the file of answers is missing')
assert log.contains('[ERROR]   fix: restore it from git, or run the goal in the folder of the homelab')
assert (log =~ /preflight found \d+ errors in broken-homelab/).find()
assert !log.contains('\tat ')
assert !log.contains('MojoExecutionException: ')
assert new File(basedir, 'target/homelab/report.json').text.contains('"rule" : "answers/missing-file"')

return true
