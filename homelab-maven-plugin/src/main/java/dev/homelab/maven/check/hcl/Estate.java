package dev.homelab.maven.check.hcl;

import dev.homelab.maven.answers.Answer;
import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.check.Lab;
import dev.homelab.maven.check.hcl.Configuration.Placed;
import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.ast.Attribute;
import dev.homelab.maven.hcl.ast.Block;
import dev.homelab.maven.hcl.ast.Expression.Template;
import dev.homelab.maven.hcl.eval.Value;
import dev.homelab.maven.hcl.model.Declaration;
import dev.homelab.maven.hcl.model.HclModule;
import dev.homelab.maven.hcl.model.HclRules;
import dev.homelab.maven.hcl.model.ModuleCalls;
import dev.homelab.maven.hcl.model.ModuleValues;
import dev.homelab.maven.hcl.model.ModuleValues.Refusal;
import dev.homelab.maven.problem.Location;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
  public record Instance(String root, Configuration configuration, Scope scope) {

    /** Whether it is the configuration that the tool is called for, and no module. */
    public boolean isRoot() {
      return configuration.folder().equals(root);
    }

    /** Where the value of a variable comes from; empty when nobody gives one. */
    public Optional<Origin> variable(String name) {
      return scope.variable(name);
    }
  }

  private final List<HclSource> sources;
  private final List<Instance> images = new ArrayList<>();
  private final List<Instance> machines = new ArrayList<>();
  private final Map<String, Configuration> tofu = new TreeMap<>();
  private final List<Finding> calls = new ArrayList<>();
  private final Map<Location, Origin> arguments = new HashMap<>();
  private final Set<String> incomplete = new HashSet<>();
  private final Map<Configuration, Overrides> overrides = new LinkedHashMap<>();
  private final Answers answers;
  private final Path root;

  private Estate(Lab lab, List<HclSource> sources) {
    this.sources = sources;
    answers = lab.answers();
    root = lab.tree().root();
    packer();
    tofu();
  }

  /**
   * The homelab's, read once for all checks.
   *
   * <p>Several checks may ask it at the same time.
   */
  public static Estate of(Lab lab) {
    return lab.model(Estate.class, unread -> new Estate(unread, HclSource.all(unread.tree())));
  }

  /** Every HCL file. */
  public List<HclSource> sources() {
    return sources;
  }

  /** packer's folders. */
  public List<Instance> images() {
    return Collections.unmodifiableList(images);
  }

  /** tofu's folders: each that is called by hand, and each module as often as it is called. */
  public List<Instance> machines() {
    return Collections.unmodifiableList(machines);
  }

  /** The instances that belong to an environment. */
  public List<Instance> environment(String name) {
    List<Instance> found = new ArrayList<>();
    for (Instance instance : machines) {
      if (instance.root().equals("terraform/envs/" + name)) {
        found.add(instance);
      }
    }
    return found;
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

  /** Whether all modules that are called from this folder are part of the homelab. */
  public boolean isComplete(String root) {
    return !incomplete.contains(root);
  }

  /** How many names the files refer to. */
  int references() {
    int references = 0;
    for (Configuration configuration : configurations()) {
      references += configuration.module().references().size();
    }
    return references;
  }

  /** Every folder that packer or tofu reads, once. */
  Set<Configuration> configurations() {
    Set<Configuration> all = new LinkedHashSet<>();
    for (Instance image : images) {
      all.add(image.configuration());
    }
    for (Instance machine : machines) {
      all.add(machine.configuration());
    }
    return all;
  }

  /** What the engine says of the calls of modules. */
  List<Finding> calls() {
    return calls;
  }

  /** Where the value of a call's argument comes from, by where the argument's value stands. */
  Optional<Origin> argument(Location where) {
    return Optional.ofNullable(arguments.get(where));
  }

  /**
   * Where values stand that a variable refuses, by its type or its validation, and that are told of
   * for it: whatever else is wrong with them would be an echo.
   */
  public Set<Location> refused() {
    Set<Location> refused = new HashSet<>();
    for (Finding call : calls) {
      boolean ofValue = call.rule() == HclRules.VALIDATION || call.rule() == HclRules.VALUE_TYPE;
      Location where = Rules.location(call);
      if (ofValue) {
        refused.add(arguments.containsKey(where) ? arguments.get(where).where() : where);
      }
    }
    for (Instance instance : machines) {
      refused(instance, refused);
    }
    for (Instance instance : images) {
      refused(instance, refused);
    }
    return refused;
  }

  private static void refused(Instance instance, Set<Location> refused) {
    if (instance.isRoot()) {
      for (Refusal refusal : instance.scope().values().refusals()) {
        Optional<Origin> origin = instance.variable(refusal.variable());
        if (origin.isPresent()) {
          refused.add(origin.get().where());
        }
      }
    }
  }

  /** The overrides of each configuration that a tool is called for. */
  Map<Configuration, Overrides> overrides() {
    return overrides;
  }

  private void packer() {
    Map<String, List<HclSource>> folders = folders(".pkr.hcl");
    List<HclSource> shared = folders.getOrDefault(PACKER, List.of());
    folders.remove(PACKER);
    for (Map.Entry<String, List<HclSource>> own : folders.entrySet()) {
      String folder = own.getKey();
      List<HclSource> files = new ArrayList<>(own.getValue());
      if (folder.startsWith(PACKER + "/")) {
        files.addAll(shared);
      }
      Configuration image = new Configuration(Dialect.PACKER, root, folder, files);
      images.add(called(image, Overrides.packer(root, folder)));
    }
  }

  private void tofu() {
    for (Map.Entry<String, List<HclSource>> files : folders(".tf", ".tofu").entrySet()) {
      String folder = files.getKey();
      tofu.put(folder, new Configuration(Dialect.TOFU, root, folder, files.getValue()));
    }
    Map<Path, HclModule> modules = new HashMap<>();
    Set<Configuration> used = new HashSet<>();
    for (Configuration configuration : tofu.values()) {
      modules.put(configuration.module().folder(), configuration.module());
      for (Placed call : configuration.blocks("module")) {
        Configuration target = target(configuration, call.block());
        if (target != null) {
          used.add(target);
        }
      }
    }
    Deque<Instance> open = new ArrayDeque<>();
    for (Configuration configuration : tofu.values()) {
      if (!used.contains(configuration)) {
        Instance called = called(configuration, Overrides.tofu(root, configuration.folder()));
        calls.addAll(
            ModuleCalls.check(
                called.scope().values(), folder -> Optional.ofNullable(modules.get(folder))));
        open.add(called);
      }
    }
    while (!open.isEmpty() && machines.size() < MAX_INSTANCES) {
      Instance instance = open.remove();
      machines.add(instance);
      for (Placed call : instance.configuration().blocks("module")) {
        Configuration target = target(instance.configuration(), call.block());
        if (target == null) {
          incomplete.add(instance.root());
        } else {
          open.add(within(instance, call, target));
        }
      }
    }
    // Modules that call each other in a circle belong to nobody, and can still be wrong.
    Set<Configuration> reached = configurations();
    for (Configuration configuration : tofu.values()) {
      if (!reached.contains(configuration)) {
        ModuleValues nothing = new ModuleValues(configuration.module(), Map.of());
        machines.add(new Instance("", configuration, new Scope(configuration, nothing, Map.of())));
      }
    }
  }

  private Map<String, List<HclSource>> folders(String... endings) {
    Map<String, List<HclSource>> folders = new TreeMap<>();
    for (HclSource source : sources) {
      for (String ending : endings) {
        if (source.path().endsWith(ending) && !isOverride(source)) {
          List<HclSource> files = folders.get(source.folder());
          if (files == null) {
            files = new ArrayList<>();
            folders.put(source.folder(), files);
          }
          files.add(source);
        }
      }
    }
    return folders;
  }

  /** An override file changes the blocks of others; what it says is not understood here. */
  private static boolean isOverride(HclSource source) {
    String name = source.path().substring(source.path().lastIndexOf('/') + 1);
    String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    return stem.equals("override") || stem.endsWith("_override");
  }

  /** A configuration that a tool is called for. */
  private Instance called(Configuration configuration, Overrides own) {
    Map<String, Value> values = new HashMap<>();
    Map<String, Origin> origins = new HashMap<>();
    for (Declaration variable : configuration.module().declarations("var.")) {
      String name = variable.name();
      Optional<Origin> override = own.origin(name);
      Optional<Answer> answer = answers.get(name);
      if (override.isPresent()) {
        origins.put(name, override.get());
        Optional<Value> value = override.get().value();
        values.put(name, value.isPresent() ? value.get() : Value.UNKNOWN);
      } else if (answer.isPresent()) {
        origins.put(
            name, new Origin(answer.get().valueLocation(), Optional.empty(), Optional.of(name)));
        Optional<String> text = answers.value(name);
        values.put(
            name, text.isPresent() ? ModuleValues.fromText(variable, text.get()) : Value.UNKNOWN);
      }
    }
    overrides.put(configuration, own);
    ModuleValues known = new ModuleValues(configuration.module(), values);
    return new Instance(
        configuration.folder(), configuration, new Scope(configuration, known, origins));
  }

  /** A module as this call uses it. */
  private Instance within(Instance caller, Placed call, Configuration module) {
    Map<String, Value> values = new HashMap<>();
    Map<String, Origin> origins = new HashMap<>();
    for (Attribute argument : call.block().body().attributes()) {
      if (module.variable(argument.name()).isPresent()) {
        Origin origin = caller.scope().origin(call.source(), argument.value());
        arguments.put(call.source().at(argument.value()), origin);
        values.put(argument.name(), caller.scope().values().valueOf(argument.value()));
        boolean isNull = origin.value().isPresent() && origin.value().get() instanceof Value.Null;
        if (!isNull) {
          origins.put(argument.name(), origin);
        }
      }
    }
    Optional<ModuleValues> child =
        caller.scope().values().child(String.valueOf(call.block().label(0)));
    ModuleValues known =
        child.isPresent() ? child.get() : new ModuleValues(module.module(), values);
    return new Instance(caller.root(), module, new Scope(module, known, origins));
  }

  /** The module of this homelab that a call names; null for one from elsewhere. */
  private Configuration target(Configuration caller, Block call) {
    Optional<Attribute> source = call.body().attribute("source");
    String path =
        source.isPresent() && source.get().value() instanceof Template template
            ? template.literal()
            : null;
    return path != null && (path.startsWith("./") || path.startsWith("../"))
        ? tofu.get(resolve(caller.folder(), path))
        : null;
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
}
