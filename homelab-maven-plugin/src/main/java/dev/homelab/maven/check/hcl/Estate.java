package dev.homelab.maven.check.hcl;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.hcl.Configuration.Placed;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression;
import dev.homelab.maven.hcl.ast.Expression.Template;
import dev.homelab.maven.tree.SourceFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the HCL files describe: the images that packer builds and the machines that tofu makes, with
 * the values that answers, overrides and defaults give to their arguments.
 */
public final class Estate {

  /** Folder whose folders are packer's; the files directly in it are linked into each of them. */
  private static final String PACKER = "packer";

  /** A module that calls itself, or many of them in a row, end here. */
  private static final int MAX_INSTANCES = 200;

  /**
   * A configuration as a caller uses it.
   *
   * @param root the folder that tofu or packer is called in
   */
  public record Instance(String root, Configuration configuration, Scope scope) {}

  private final List<HclSource> sources;
  private final List<Instance> images = new ArrayList<>();
  private final List<Instance> machines = new ArrayList<>();
  private final Map<String, Configuration> tofu = new TreeMap<>();
  private final Answers answers;
  private final Path root;

  private Estate(Lab lab, List<HclSource> sources) {
    this.sources = sources;
    answers = lab.answers();
    root = lab.tree().root();
    packer();
    tofu();
  }

  /** Reads it. */
  public static Estate of(Lab lab) {
    return new Estate(lab, HclSource.all(lab.tree()));
  }

  /** Every HCL file. */
  public List<HclSource> sources() {
    return sources;
  }

  /** packer's folders. */
  public List<Instance> images() {
    return List.copyOf(images);
  }

  /** tofu's folders: each that is called by hand, and each module as often as it is called. */
  public List<Instance> machines() {
    return List.copyOf(machines);
  }

  /** The instances that belong to an environment. */
  public List<Instance> environment(String name) {
    return machines.stream().filter(i -> i.root().equals("terraform/envs/" + name)).toList();
  }

  /** The blocks of a type whose first label is this, in these instances. */
  public static List<Element> blocks(List<Instance> instances, String type, String label) {
    List<Element> found = new ArrayList<>();
    for (Instance instance : instances) {
      for (Placed placed : instance.configuration().blocks(type)) {
        if (label.equals(placed.block().label(0))) {
          found.add(new Element(placed.source(), placed.block(), instance.scope()));
        }
      }
    }
    return found;
  }

  /** The templates that packer builds from an ISO. */
  public List<Element> templates() {
    return blocks(images, "source", "proxmox-iso");
  }

  /** The machines of all environments. */
  public List<Element> virtualMachines() {
    return blocks(machines, "resource", "proxmox_vm_qemu");
  }

  private void packer() {
    Map<String, List<HclSource>> folders = new TreeMap<>();
    for (HclSource source : sources) {
      if (source.path().endsWith(".pkr.hcl")) {
        folders.computeIfAbsent(source.folder(), f -> new ArrayList<>()).add(source);
      }
    }
    List<HclSource> shared = folders.getOrDefault(PACKER, List.of());
    folders.remove(PACKER);
    folders.forEach(
        (folder, own) -> {
          List<HclSource> files = new ArrayList<>(own);
          if (folder.startsWith(PACKER + "/")) {
            files.addAll(shared);
          }
          Configuration configuration = new Configuration(folder, files);
          Inputs inputs = new Given(overrides(folder, List.of(), ".auto.pkrvars.hcl"));
          images.add(new Instance(folder, configuration, new Scope(configuration, inputs)));
        });
  }

  private void tofu() {
    Map<String, List<HclSource>> folders = new TreeMap<>();
    for (HclSource source : sources) {
      if (source.path().endsWith(".tf") || source.path().endsWith(".tofu")) {
        folders.computeIfAbsent(source.folder(), f -> new ArrayList<>()).add(source);
      }
    }
    folders.forEach((folder, files) -> tofu.put(folder, new Configuration(folder, files)));
    Set<String> called = new LinkedHashSet<>();
    for (Configuration configuration : tofu.values()) {
      for (Placed call : configuration.blocks("module")) {
        target(configuration, call.block()).ifPresent(c -> called.add(c.folder()));
      }
    }
    Deque<Instance> open = new ArrayDeque<>();
    for (Configuration configuration : tofu.values()) {
      if (!called.contains(configuration.folder())) {
        List<String> files =
            List.of("terraform/globals.tfvars", configuration.folder() + "/terraform.tfvars");
        Inputs inputs = new Given(overrides(configuration.folder(), files, ".auto.tfvars"));
        open.add(
            new Instance(configuration.folder(), configuration, new Scope(configuration, inputs)));
      }
    }
    while (!open.isEmpty() && machines.size() < MAX_INSTANCES) {
      Instance instance = open.remove();
      machines.add(instance);
      for (Placed call : instance.configuration().blocks("module")) {
        target(instance.configuration(), call.block())
            .ifPresent(
                module ->
                    open.add(
                        new Instance(
                            instance.root(),
                            module,
                            instance.scope().within(module, new Passed(instance.scope(), call)))));
      }
    }
  }

  /** The module of this homelab that a call names; empty for one from elsewhere. */
  private Optional<Configuration> target(Configuration caller, Block call) {
    return call.body()
        .attribute("source")
        .map(Attribute::value)
        .filter(Template.class::isInstance)
        .map(v -> ((Template) v).literal())
        .filter(path -> path.startsWith("./") || path.startsWith("../"))
        .flatMap(path -> Optional.ofNullable(tofu.get(resolve(caller.folder(), path))));
  }

  private static String resolve(String folder, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /**
   * The files of overrides that the tool reads in a folder, the last one first. git ignores them,
   * but what they say is what happens.
   */
  private List<HclSource> overrides(String folder, List<String> named, String automatic) {
    List<String> paths = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      files
          .map(file -> folder + "/" + file.getFileName())
          .filter(path -> path.endsWith(automatic))
          .sorted()
          .forEach(paths::add);
    } catch (IOException e) {
      // A folder that cannot be listed is told by the check of the tree.
    }
    paths.addAll(named);
    List<HclSource> found = new ArrayList<>();
    for (String path : paths) {
      Path file = root.resolve(path);
      try {
        if (Files.isRegularFile(file) && Files.size(file) <= SourceFile.MAX_BYTES) {
          found.add(0, HclSource.parse(path, Files.readAllBytes(file)));
        }
      } catch (IOException e) {
        // Then the tool cannot read it either, and says so.
      }
    }
    return found;
  }

  /** Variables of a folder that is called by hand: overrides first, then the answers. */
  private final class Given implements Inputs {

    private final Map<String, Origin> overrides = new LinkedHashMap<>();

    Given(List<HclSource> files) {
      for (HclSource file : files) {
        Scope literal = new Scope(new Configuration("", List.of(file)), (n, d) -> Optional.empty());
        for (Attribute attribute : file.file().body().attributes()) {
          overrides.putIfAbsent(attribute.name(), literal.origin(file, attribute.value()));
        }
      }
    }

    @Override
    public Optional<Origin> of(String name, Placed declaration) {
      if (overrides.containsKey(name)) {
        return Optional.of(overrides.get(name));
      }
      return answers
          .get(name)
          .map(
              answer ->
                  new Origin(
                      answer.valueLocation(),
                      typed(answer, declaration.block()),
                      Optional.of(name)));
    }

    private Optional<Object> typed(Answer answer, Block declaration) {
      if (answer.unanswered() || answer.value().isEmpty()) {
        return Optional.empty();
      }
      String type =
          declaration
              .body()
              .attribute("type")
              .map(Attribute::value)
              .filter(Expression.Variable.class::isInstance)
              .map(v -> ((Expression.Variable) v).name())
              .orElse("");
      return switch (type) {
        case "number" ->
            Optional.of(answer.value())
                .filter(v -> v.matches("-?[0-9]{1,18}"))
                .map(BigDecimal::new);
        case "bool" ->
            Optional.of(answer.value())
                .filter(v -> Arrays.asList("true", "false").contains(v))
                .map(Boolean::valueOf);
        default -> Optional.of(answer.value());
      };
    }
  }

  /** Variables of a module: the arguments of its call. */
  private record Passed(Scope caller, Placed call) implements Inputs {

    @Override
    public Optional<Origin> of(String name, Placed declaration) {
      return call.block()
          .body()
          .attribute(name)
          .map(argument -> caller.origin(call.source(), argument.value()))
          .filter(origin -> origin.value().filter(v -> v == Scope.NULL).isEmpty());
    }
  }
}
