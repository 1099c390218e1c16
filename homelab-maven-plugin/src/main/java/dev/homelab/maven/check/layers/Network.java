package dev.homelab.maven.check.layers;

import dev.homelab.maven.answers.Ipv4;
import dev.homelab.maven.check.hcl.Element;
import dev.homelab.maven.check.hcl.Origin;
import dev.homelab.maven.problem.Finding;
import dev.homelab.maven.problem.Location;
import dev.homelab.maven.problem.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address that cloud-init gives to the machine, its gateway and name servers fit. */
final class Network implements Agreement {

  static final Rule RULE =
      Rule.error(
          "layers/network",
          "The machine comes up without a way out: it pulls no image, and no goal can reach it from elsewhere.");

  private static final Pattern IPCONFIG = Pattern.compile("ip=([0-9./]+),gw=([0-9.]+)");

  @Override
  public List<Rule> rules() {
    return List.of(RULE);
  }

  @Override
  public List<Finding> judge(Layers layers) {
    List<Finding> findings = new ArrayList<>();
    for (Element machine : layers.machines()) {
      Matcher config = IPCONFIG.matcher(machine.text("ipconfig0").orElse(""));
      if (config.matches() && !told(layers, config.group(1), config.group(2))) {
        gateway(machine, config.group(1), config.group(2), findings);
        nameserver(machine, config.group(1), findings);
      }
    }
    return findings;
  }

  /** Answers that do not fit each other are told where they are given. */
  private static boolean told(Layers layers, String ip, String gateway) {
    return layers.answers().value("node_ip").equals(Optional.of(ip))
        && layers.answers().value("gateway").equals(Optional.of(gateway));
  }

  private static void gateway(Element machine, String ip, String gateway, List<Finding> findings) {
    Optional<Ipv4> node = Ipv4.inNetwork(ip);
    Optional<Ipv4> router = Ipv4.address(gateway);
    if (node.isPresent() && router.isPresent() && !node.get().sameNetwork(router.get())) {
      findings.add(
          RULE.at(
              where(machine, "gateway", gateway),
              "the gateway of "
                  + machine.name()
                  + ", "
                  + gateway
                  + ", lies outside the network of its address "
                  + ip
                  + " ("
                  + where(machine, "ip", ip)
                  + ")",
              "write a gateway inside it, like " + node.get().firstHost()));
    }
  }

  private static void nameserver(Element machine, String ip, List<Finding> findings) {
    String address = ip.split("/")[0];
    Optional<String> servers = machine.text("nameserver");
    if (servers.isPresent() && List.of(servers.get().split(" ")).contains(address)) {
      findings.add(
          RULE.at(
              machine.origin("nameserver").orElseThrow().where(),
              "the name server of " + machine.name() + ", " + address + ", is its own address",
              "write the address of a name server that is there before the machine"));
    }
  }

  /** ipconfig0 puts two values into one text; the variable that one is of leads to its place. */
  private static Location where(Element machine, String variable, String value) {
    Optional<Origin> origin = machine.scope().variable(variable);
    return origin.isPresent() && origin.get().text().equals(Optional.of(value))
        ? origin.get().where()
        : machine.whereValue("ipconfig0");
  }
}
