// Makes the real tools, where they are missing, and leaves their folder in it.toolchain. Whoever gives that property
// has tools already: nothing is made then.
if (Boolean.parseBoolean(session.userProperties['skipITs'] ?: project.properties['skipITs'])) {
    return
}
new File(project.build.directory, 'real-tools').deleteDir()

List<String> path = System.getenv('PATH').split(File.pathSeparator)
List<String> missing = ['go', 'python3'].findAll { tool -> !path.any { new File(it, tool).canExecute() } }
if (missing) {
    throw new IllegalStateException("The profile real-tools needs ${missing.join(' and ')} on the PATH, " +
        'to make the tools from Go modules and wheels: see homelab-it/toolchain/README.md. ' +
        'For the tests that need none of these tools: mvn verify, without the profile.')
}

String given = session.userProperties['it.toolchain']
if (given) {
    project.properties['it.toolchain'] = given
    return
}
String cache = System.getenv('XDG_CACHE_HOME') ?: "${System.getProperty('user.home')}/.cache"
String toolchain = System.getenv('HOMELAB_TOOLCHAIN') ?: "$cache/homelab-toolchain"
Process install = new ProcessBuilder("${project.basedir}/toolchain/install").redirectErrorStream(true)
    .tap { it.environment()['HOMELAB_TOOLCHAIN'] = toolchain }
    .start()
install.inputStream.eachLine { log.info(it) }
if (install.waitFor() != 0) {
    throw new IllegalStateException('homelab-it/toolchain/install failed: see its lines above.')
}
project.properties['it.toolchain'] = toolchain
