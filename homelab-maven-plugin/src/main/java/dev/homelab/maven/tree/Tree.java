package dev.homelab.maven.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The homelab's files that git would take, in the order of their paths.
 *
 * <p>Left out: .git, what a .gitignore names, folders that are repositories of their own. Symbolic
 * links are listed and never followed, so a loop is just a link.
 */
public final class Tree {

  private final Path root;
  private final Map<String, SourceFile> files = new TreeMap<>();
  private final TreeSet<String> folders = new TreeSet<>();
  private final List<String> links = new ArrayList<>();
  private final Map<String, IOException> unreadable = new TreeMap<>();

  private Tree(Path root) {
    this.root = root;
  }

  /** Walks the folder. What cannot be walked is listed in {@link #unreadable()}, not thrown. */
  public static Tree scan(Path root) {
    Tree tree = new Tree(root);
    try {
      Files.walkFileTree(root, tree.new Scan());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Scan throws none
    }
    return tree;
  }

  /** The homelab's folder. */
  public Path root() {
    return root;
  }

  /** Every file. */
  public List<SourceFile> files() {
    return List.copyOf(files.values());
  }

  /** The files whose path ends with one of these. */
  public List<SourceFile> filesEndingWith(String... endings) {
    return files.values().stream().filter(f -> f.endsWith(endings)).toList();
  }

  /** The files in a folder and below it; the folder without a slash at its end. */
  public List<SourceFile> filesBelow(String folder) {
    return files.values().stream().filter(f -> f.path().startsWith(folder + "/")).toList();
  }

  /** The file of that path. */
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Whether there is a folder of that path; "" is the homelab's own. */
  public boolean hasFolder(String path) {
    return folders.contains(path);
  }

  /** The folders directly in a folder, by name. */
  public List<String> foldersIn(String folder) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Stream<String> inside =
        folders.stream().filter(f -> f.startsWith(prefix) && f.length() > prefix.length());
    return inside
        .map(f -> f.substring(prefix.length()))
        .filter(name -> name.indexOf('/') < 0)
        .toList();
  }

  /** The symbolic links. */
  public List<String> links() {
    return List.copyOf(links);
  }

  /** The files and folders that could not be looked at, with the reason. */
  public Map<String, IOException> unreadable() {
    return Map.copyOf(unreadable);
  }

  private String relative(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private final class Scan extends SimpleFileVisitor<Path> {

    private final GitIgnore ignore = new GitIgnore(root);

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String path = relative(folder);
      if (!path.isEmpty()
          && (folder.getFileName().toString().equals(".git")
              || ignore.ignores(path, true)
              || Files.exists(folder.resolve(".git")))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(path);
      ignore.enter(path, folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = relative(file);
      if (path.equals(".git") || ignore.ignores(path, false)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) {
        links.add(path);
      } else if (attributes.isRegularFile()) {
        files.put(path, new SourceFile(path, file, attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
      unreadable.put(relative(file), reason);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException reason) {
      if (reason != null) {
        unreadable.put(relative(folder), reason);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
