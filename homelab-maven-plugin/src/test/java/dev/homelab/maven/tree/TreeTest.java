package dev.homelab.maven.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {

  @TempDir Path root;

  @Test
  void takesWhatGitWouldTake() throws IOException {
    write(".gitignore", "*.log\n!keep.log\n/build/\n");
    write("a.txt", "");
    write("x.log", "");
    write("keep.log", "");
    write("build/made.txt", "");
    write("src/build/source.txt", "");
    write("src/.gitignore", "*.tmp\n");
    write("src/x.tmp", "");
    write(".git/config", "");
    write("vendored/.git/config", "");
    write("vendored/file.txt", "");

    assertEquals(
        List.of(".gitignore", "a.txt", "keep.log", "src/.gitignore", "src/build/source.txt"),
        Tree.scan(root).files().stream().map(SourceFile::path).toList());
  }

  @Test
  void listsLinksAndDoesNotFollowThem() throws IOException {
    write("folder/file.txt", "");
    Files.createSymbolicLink(root.resolve("folder/loop"), Path.of(".."));

    Tree tree = Tree.scan(root);

    assertEquals(List.of("folder/loop"), tree.links());
    assertEquals(1, tree.files().size());
  }

  @Test
  void knowsFoldersAndWhatIsDirectlyInThem() throws IOException {
    write("terraform/envs/b/main.tf", "");
    write("terraform/envs/a/deep/er.tf", "");

    Tree tree = Tree.scan(root);

    assertTrue(tree.hasFolder("terraform/envs/a/deep"));
    assertEquals(List.of("a", "b"), tree.foldersIn("terraform/envs"));
    assertEquals(List.of("terraform"), tree.foldersIn(""));
  }

  @Test
  void hasNoTextForWhatIsNotUtf8HoldsANulOrIsTooLarge() throws IOException {
    Files.write(root.resolve("latin"), "Größe".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(root.resolve("nul"), new byte[] {'a', 0, 'b'});
    try (var file = new java.io.RandomAccessFile(root.resolve("large").toFile(), "rw")) {
      file.setLength(SourceFile.MAX_BYTES + 1);
    }

    Tree tree = Tree.scan(root);

    for (String name : List.of("latin", "nul", "large")) {
      assertEquals(Optional.empty(), tree.file(name).orElseThrow().text(), name);
      assertEquals(List.of(), tree.file(name).orElseThrow().lines(), name);
    }
  }

  @Test
  void readsLinesWithoutTheirEndsAndTextWithoutItsByteOrderMark() throws IOException {
    write("file", "\ufeffone\r\ntwo\n\nfour");

    SourceFile file = Tree.scan(root).file("file").orElseThrow();

    assertEquals(List.of("one", "two", "", "four"), file.lines());
    assertTrue(file.text().orElseThrow().startsWith("one"));
  }

  @Test
  void readsAFileOnce() throws IOException {
    write("file", "before");
    SourceFile file = Tree.scan(root).file("file").orElseThrow();
    file.text();

    write("file", "after");

    assertEquals(Optional.of("before"), file.text());
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
