package dev.homelab.maven.check;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.tree.Tree;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the checks look at, and what they have worked out of it for each other. */
public final class Lab {

  private final Tree tree;
  private final Answers answers;
  private final String environment;
  private final Map<Class<?>, Object> models = new ConcurrentHashMap<>();

  /**
   * A homelab, as it is on the disk.
   *
   * @param tree its files
   * @param answers what homelab.properties says, however wrong it is
   * @param environment the name of the folder in terraform/envs that goals act on
   */
  public Lab(Tree tree, Answers answers, String environment) {
    this.tree = tree;
    this.answers = answers;
    this.environment = environment;
  }

  /** The homelab's files. */
  public Tree tree() {
    return tree;
  }

  /** What homelab.properties says, however wrong it is. */
  public Answers answers() {
    return answers;
  }

  /** The name of the folder in terraform/envs that goals act on. */
  public String environment() {
    return environment;
  }

  /** What more than one check reads the files for: made for the first that asks, and kept. */
  public <T> T model(Class<T> type, Function<Lab, T> maker) {
    return type.cast(models.computeIfAbsent(type, unused -> maker.apply(this)));
  }
}
