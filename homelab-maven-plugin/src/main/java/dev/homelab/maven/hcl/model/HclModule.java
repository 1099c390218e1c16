package dev.homelab.maven.hcl.model;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.HclFile;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of one folder, which both tools read as one. */
public final class HclModule {
  private final Dialect language;
  private final Path folder;
  private final List<HclFile> files;
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final List<Finding> duplicates = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private final List<ReferenceCollector.FunctionCall> calls = new ArrayList<>();

  private HclModule(Dialect language, Path folder, List<HclFile> files) {
    this.language = language;
    this.folder = folder;
    this.files = List.copyOf(files);
  }

  /**
   * Puts files together.
   *
   * @param language which tool reads them
   * @param folder where they are; only to find what they refer to
   * @param files those that the tool reads in this folder, in the order of their names; tofu's
   *     override files are not understood and should be left out
   */
  public static HclModule load(Dialect language, Path folder, List<HclFile> files) {
    HclModule module = new HclModule(language, folder, files);
    for (HclFile file : files) {
      for (Block block : file.body().blocks()) {
        module.declare(file, block);
      }
      new ReferenceCollector(language, file, module.references, module.calls).collect();
    }
    return module;
  }

  private void declare(HclFile file, Block block) {
    if (block.type().equals("locals")) {
      for (Attribute local : block.body().attributes()) {
        add(new Declaration(file, "local." + local.name(), local));
      }
      return;
    }
    if (block.type().equals("variables") && language == Dialect.PACKER) {
      for (Attribute variable : block.body().attributes()) {
        add(new Declaration(file, "var." + variable.name(), variable));
      }
      return;
    }
    String address = address(block);
    if (address != null) {
      add(new Declaration(file, address, block));
    }
    if (block.type().equals("check")) {
      for (Block data : block.body().blocks("data")) {
        declare(file, data);
      }
    }
  }

  private String address(Block block) {
    String first = block.label(0);
    String second = block.label(1);
    if (first == null) {
      return null;
    }
    boolean tofu = language == Dialect.TOFU;
    return switch (block.type()) {
      case "variable" -> "var." + first;
      case "output" -> tofu ? "output." + first : null;
      case "module" -> tofu ? "module." + first : null;
      case "provider" -> tofu ? "provider." + first + alias(block) : null;
      case "local" -> tofu ? null : "local." + first;
      case "data" -> second == null ? null : "data." + first + "." + second;
      case "ephemeral" -> !tofu || second == null ? null : "ephemeral." + first + "." + second;
      case "resource" -> !tofu || second == null ? null : first + "." + second;
      case "source" -> tofu || second == null ? null : "source." + first + "." + second;
      default -> null;
    };
  }

  private static String alias(Block provider) {
    Attribute alias = provider.body().attribute("alias").orElse(null);
    return alias == null ? "" : "." + alias.value().start();
  }

  private void add(Declaration declaration) {
    Declaration earlier = declarations.putIfAbsent(declaration.address(), declaration);
    if (earlier != null) {
      duplicates.add(
          HclRules.DUPLICATE.at(
              declaration.range(),
              declaration.address() + " is declared twice, first at " + earlier.range(),
              "rename one of them, or remove it"));
    }
  }

  /** Which tool reads it. */
  public Dialect language() {
    return language;
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** The files. */
  public List<HclFile> files() {
    return files;
  }

  /** What is declared, by its address. */
  public Map<String, Declaration> declarations() {
    return declarations;
  }

  /** What is declared under the address. */
  public Optional<Declaration> declaration(String address) {
    return Optional.ofNullable(declarations.get(address));
  }

  /**
   * What is declared under addresses that start so.
   *
   * @param prefix such as {@code var.} for all variables
   */
  public List<Declaration> declarations(String prefix) {
    List<Declaration> found = new ArrayList<>();
    for (Declaration declaration : declarations.values()) {
      if (declaration.address().startsWith(prefix)) {
        found.add(declaration);
      }
    }
    return found;
  }

  /** Every use of a name, in the order of the files. */
  public List<Reference> references() {
    return Collections.unmodifiableList(references);
  }

  /** The blocks of that type at the top of the files, with their file. */
  public List<Declaration> blocks(String type) {
    List<Declaration> found = new ArrayList<>();
    for (HclFile file : files) {
      for (Block block : file.body().blocks(type)) {
        found.add(new Declaration(file, type, block));
      }
    }
    return found;
  }

  List<ReferenceCollector.FunctionCall> calls() {
    return calls;
  }

  /**
   * What is wrong with the module by itself, syntax aside, in the order of files and lines. A file
   * with errors of syntax may lack declarations, so references are only judged if there are none.
   */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(duplicates);
    boolean whole = true;
    for (HclFile file : files) {
      whole &= file.isValid();
    }
    new References(this).check(findings, whole);
    new FileReferences(this).check(findings);
    findings.sort(null);
    return findings;
  }
}
