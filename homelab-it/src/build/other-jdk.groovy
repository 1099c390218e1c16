// JDK 17 and 25 are both promised. Looks for the one that this build does not run on, where installers put JDKs,
// and leaves its folder in it.other.jdk; without one, the runs with it are skipped.
int running = Runtime.version().feature()
String wanted = running == 17 ? '25' : '17'

List<File> places = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', 'C:/Program Files/Eclipse Adoptium',
    System.getProperty('user.home') + '/.sdkman/candidates/java'].collect { new File(it) }

File found = places.collectMany { it.listFiles()?.toList() ?: [] }
    .collectMany { [it, new File(it, 'Contents/Home')] }
    .findAll { new File(it, 'release').isFile() }
    .find { new File(it, 'release').text =~ /JAVA_VERSION="$wanted[."]/ }

project.properties['it.other.jdk'] = found?.path ?: ''
// What the command line says is not among the project's own properties.
String skipMavens = session.userProperties['it.skipMavens'] ?: project.properties['it.skipMavens']
project.properties['it.skipOtherJdk'] = found == null ? 'true' : skipMavens
log.info(found == null ? "no JDK $wanted here: the runs with it are skipped" : "JDK $wanted: $found")
