// What dev.homelab.it.real.Ledger has noted: prints what ran, and fails for what was skipped and could have run.
File notes = new File(project.build.directory, 'real-tools')
File ran = new File(notes, 'ran.txt')
if (ran.exists()) {
    ran.eachLine { log.info(it) }
} else if (!Boolean.parseBoolean(session.userProperties['skipITs'] ?: project.properties['skipITs'])) {
    throw new IllegalStateException("No test has run with the real tools: there is no $ran.")
}
File notRun = new File(notes, 'not-run.txt')
if (notRun.exists()) {
    throw new IllegalStateException("Skipped, although the real tools are there: $notRun.text")
}
