// What the archetype plugin cannot do: it drops run bits, and writes filtered files with the platform's line ends.
import java.nio.file.Files
import java.nio.file.Path

Path root = Path.of(request.outputDirectory, request.artifactId)

['homelab.properties', 'pom.xml', 'k8s/argo/app-of-apps.yaml', 'k8s/argo/projects/default-project.yaml',
 'k8s/clusters/home/infra/phpipam/application.yaml'].each { name ->
    Path file = root.resolve(name)
    Files.writeString(file, Files.readString(file).replace('\r\n', '\n'))
}

Files.walk(root).withCloseable { files ->
    files.filter { it.toString().endsWith('.sh') }.each { it.toFile().setExecutable(true, false) }
}
