package dev.homelab.maven.flow;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.state.AtomicFile;
import dev.homelab.maven.state.Fingerprint;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of the image's template, and everything that feeds it. */
final class ImageFolder {

  private static final String PACKER = "packer";
  private static final String SHARED = "common.pkr.hcl";
  private static final String MANIFEST = "manifest.json";
  private static final Pattern VARIABLE = Pattern.compile("(?m)^\\s*variable\\s+\"([\\w-]+)\"");

  /**
   * Answers that say where and by what way an image is built, and leave no trace in it: a new
   * address of the API is no reason to build it again. Any other that the template asks for is one.
   */
  private static final Set<String> NO_PART =
      Set.of(
          "proxmox_url",
          "proxmox_node",
          "proxmox_insecure",
          "storage",
          "iso_storage",
          "bridge",
          "vlan_tag",
          "http_interface",
          "ssh_public_key",
          "ssh_private_key_file");

  /** What packer and make leave in it. */
  private static final Set<String> MADE = Set.of(SHARED, MANIFEST, "crash.log");

  private final Path root;
  private final String path;

  private ImageFolder(Path root, String path) {
    this.root = root;
    this.path = path;
  }

  /** The one folder below packer/ that has a template. */
  static ImageFolder of(Path root) throws HomelabException {
    List<String> folders = folders(root);
    if (folders.size() != 1) {
      throw new HomelabException(
          new Problem(
              folders.isEmpty()
                  ? "there is no folder with a template of packer in " + PACKER
                  : "more than one folder has a template of packer: " + String.join(", ", folders),
              "keep one of them: this goal builds the image that tofu clones"));
    }
    return new ImageFolder(root, folders.get(0));
  }

  private static List<String> folders(Path root) {
    try (Stream<Path> inside = Files.list(root.resolve(PACKER))) {
      return inside
          .filter(Files::isDirectory)
          .filter(ImageFolder::hasTemplate)
          .map(folder -> PACKER + "/" + folder.getFileName())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean hasTemplate(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(
          file ->
              file.toString().endsWith(".pkr.hcl")
                  && !file.getFileName().toString().equals(SHARED));
    } catch (IOException e) {
      return false;
    }
  }

  /** Relative to the homelab's, with slashes. */
  String path() {
    return path;
  }

  /** Whether Proxmox fetches an ISO first, which packer does not speak of. */
  boolean fetchesIso() {
    return Tree.scan(root.resolve(path)).filesEndingWith(".pkr.hcl").stream()
        .anyMatch(file -> file.text().orElse("").contains("iso_download_pve"));
  }

  /** Where packer notes what it has built. */
  Path manifest() {
    return root.resolve(path).resolve(MANIFEST);
  }

  /**
   * Packer reads one folder. As the Makefile does it: a link keeps the shared file in one place;
   * where links cannot be made, a copy is.
   */
  void shareCommonFile() throws HomelabException {
    Path shared = root.resolve(PACKER).resolve(SHARED);
    Path here = root.resolve(path).resolve(SHARED);
    if (!Files.exists(shared)) {
      return;
    }
    Path link = Path.of("..", SHARED);
    try {
      if (Files.isSymbolicLink(here) && Files.readSymbolicLink(here).equals(link)) {
        return;
      }
      if (Files.isRegularFile(here)
          && Arrays.equals(Files.readAllBytes(here), Files.readAllBytes(shared))) {
        return;
      }
      Files.deleteIfExists(here);
      try {
        Files.createSymbolicLink(here, link);
      } catch (IOException | UnsupportedOperationException e) {
        AtomicFile.write(here, Files.readAllBytes(shared));
      }
    } catch (IOException e) {
      throw new HomelabException(
          new Problem(
              path + "/" + SHARED + " cannot be made, by a link or a copy: " + e,
              "make " + path + " writable"));
    }
  }

  /** What the image is made from: every file of packer/, and the answers that the template asks. */
  Fingerprint fingerprint(Map<String, String> answers) throws HomelabException {
    try {
      Fingerprint.Builder builder = new Fingerprint.Builder();
      Set<String> asked = new TreeSet<>();
      for (SourceFile file : Tree.scan(root).filesBelow(PACKER)) {
        if (file.folder().equals(path) && MADE.contains(file.name())) {
          continue;
        }
        builder.file(file.path(), file.file());
        Matcher variable =
            VARIABLE.matcher(file.endsWith(".pkr.hcl") ? file.text().orElse("") : "");
        while (variable.find()) {
          asked.add(variable.group(1));
        }
      }
      for (Path overrides : overrides()) {
        builder.file(path + "/" + overrides.getFileName(), overrides);
      }
      answers.forEach(
          (key, value) -> {
            if (asked.contains(key) && !NO_PART.contains(key)) {
              builder.value(key + " in " + Answers.FILE, value);
            }
          });
      return builder.build();
    } catch (IOException e) {
      throw new HomelabException(
          new Problem("the files of the image cannot be read: " + e, "make them readable"));
    }
  }

  /** Git ignores them, and packer reads them all the same. */
  private List<Path> overrides() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(path))) {
      return files
          .filter(file -> file.toString().matches(".*\\.auto\\.pkrvars\\.(hcl|json)"))
          .toList();
    }
  }
}
