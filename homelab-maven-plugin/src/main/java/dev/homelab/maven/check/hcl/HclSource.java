package dev.homelab.maven.check.hcl;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.HclFormatter;
import dev.homelab.maven.hcl.Position;
import dev.homelab.maven.hcl.ast.Node;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.tree.SourceFile;
import dev.homelab.maven.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HCL file of the homelab, parsed.
 *
 * @param path relative to the homelab's folder, with slashes
 */
public record HclSource(String path, HclFile file) {

  private static final String[] ENDINGS = {".tf", ".tofu", ".tfvars", ".hcl"};
  private static final String[] TOFU = {
    ".tf", ".tofu", ".tfvars", ".tftest.hcl", ".tofutest.hcl", ".tfmock.hcl", ".tofumock.hcl"
  };

  /** tofu writes it, and writes it as it likes. */
  private static final String LOCK_FILE = ".terraform.lock.hcl";

  /** Every HCL file that git would take. What is no text is told by the checks of the tree. */
  public static List<HclSource> all(Tree tree) {
    List<HclSource> sources = new ArrayList<>();
    for (SourceFile file : tree.filesEndingWith(ENDINGS)) {
      if (file.text().isPresent()) {
        sources.add(parse(file.path(), file.bytes().orElseThrow()));
      }
    }
    return sources;
  }

  static HclSource parse(String path, byte[] bytes) {
    return new HclSource(path, Hcl.parse(path, bytes));
  }

  /** The folder it lies in, "" for the homelab's own. */
  public String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Whose file it is. What belongs to neither tool is plain HCL, which packer's form is. */
  public Dialect dialect() {
    for (String ending : TOFU) {
      if (path.endsWith(ending)) {
        return Dialect.TOFU;
      }
    }
    return Dialect.PACKER;
  }

  /** The command whose form it has to have. */
  public String formatter() {
    return dialect() == Dialect.TOFU ? "tofu fmt" : "packer fmt";
  }

  /** The file in canonical form; nothing when it cannot be read. */
  public Optional<byte[]> formatted() {
    if (path.endsWith(LOCK_FILE)) {
      return file.isValid() ? Optional.of(file.source()) : Optional.empty();
    }
    return HclFormatter.format(file, dialect());
  }

  /** Where a node begins. */
  public Location at(Node node) {
    return at(file.range(node).start());
  }

  Location at(Position position) {
    return new Location(path, position.line(), position.column());
  }
}
