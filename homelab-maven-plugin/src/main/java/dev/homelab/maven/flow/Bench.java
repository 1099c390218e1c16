package dev.homelab.maven.flow;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.problem.Problem;
import dev.homelab.maven.process.Runner;
import dev.homelab.maven.process.Secrets;
import dev.homelab.maven.report.Console;
import dev.homelab.maven.tool.Found;
import dev.homelab.maven.tool.Packer;
import dev.homelab.maven.tool.Tofu;
import dev.homelab.maven.tool.Token;
import dev.homelab.maven.tool.ToolFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the goals that act work with: console, tools and the way to the hypervisor. */
public final class Bench {

  private final Console console;
  private final ToolSettings tools;
  private final Hypervisor hypervisor;
  private final Optional<Token> token;
  private final Reach reach;
  private final Runner runner;
  private final ToolFinder finder;

  /**
   * A bench.
   *
   * @param token of Proxmox; empty for homelabs that make no machine there
   * @param reach where machines answer
   */
  public Bench(
      Console console,
      ToolSettings tools,
      Hypervisor hypervisor,
      Optional<Token> token,
      Reach reach) {
    this.console = console;
    this.tools = tools;
    this.hypervisor = hypervisor;
    this.token = token;
    this.reach = reach;
    Secrets secrets = new Secrets();
    token.ifPresent(t -> secrets.register(t.secret()));
    this.runner = tools.runner(secrets);
    this.finder = tools.finder(runner);
  }

  Console console() {
    return console;
  }

  Hypervisor hypervisor() {
    return hypervisor;
  }

  Reach reach() {
    return reach;
  }

  Optional<Token> token() {
    return token;
  }

  /** Where providers of tofu are found without a registry. */
  Optional<Path> providers() {
    return tools
        .plugins()
        .filter(
            folder ->
                Files.isDirectory(folder.resolve("registry.opentofu.org"))
                    || Files.isDirectory(folder.resolve("registry.terraform.io")));
  }

  Packer packer() throws HomelabException {
    Map<String, String> environment = new HashMap<>(tools.environment());
    tools
        .plugins()
        .filter(folder -> Files.isDirectory(folder.resolve("github.com/hashicorp/proxmox")))
        .ifPresent(folder -> environment.put("PACKER_PLUGIN_PATH", folder.toString()));
    return new Packer(program("packer"), runner, environment);
  }

  Tofu tofu() throws HomelabException {
    return new Tofu(program("tofu"), runner, tools.environment());
  }

  private Found.Program program(String name) throws HomelabException {
    Found found = finder.find(name);
    if (found instanceof Found.Missing missing) {
      throw new HomelabException(
          new Problem(
              name + " is needed, and cannot be had: " + missing.reason(),
              "install it: " + missing.install()));
    }
    return (Found.Program) found;
  }
}
