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

  /** Where the token of Proxmox comes from. */
  public interface TokenSource {
    /** The token; empty for homelabs that make no machine there. */
    Optional<Token> find() throws HomelabException;
  }

  private final Console console;
  private final ToolSettings tools;
  private final Hypervisor hypervisor;
  private final TokenSource token;
  private final Reach reach;
  private final Runner runner;
  private final ToolFinder finder;

  /**
   * A bench.
   *
   * @param secrets masked in what the tools print
   * @param token of Proxmox
   * @param reach where machines answer
   */
  public Bench(
      Console console,
      ToolSettings tools,
      Secrets secrets,
      Hypervisor hypervisor,
      TokenSource token,
      Reach reach) {
    this.console = console;
    this.tools = tools;
    this.hypervisor = hypervisor;
    this.token = token;
    this.reach = reach;
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

  /** The token, looked for when it is needed. */
  Optional<Token> token() throws HomelabException {
    return token.find();
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
