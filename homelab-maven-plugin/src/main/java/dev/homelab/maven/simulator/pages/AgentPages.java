package dev.homelab.maven.simulator.pages;

import dev.homelab.maven.simulator.state.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the agent inside of a machine tells, once the machine has booted. */
final class AgentPages implements Pages {

  private static final String AGENT = "/nodes/{node}/qemu/{vmid}/agent";
  private static final Pattern ADDRESS = Pattern.compile("(?:^|,)ip=([0-9.]+)/(\\d{1,2})");

  @Override
  public void addTo(Router router) {
    router.on("GET " + AGENT + "/network-get-interfaces", this::interfaces);
    router.on("GET " + AGENT + "/get-osinfo", this::system);
    router.on("GET " + AGENT + "/get-host-name", this::hostName);
    router.on("POST " + AGENT + "/ping", this::ping);
    router.on("POST " + AGENT, "command!", this::command);
  }

  private Object command(Call call) throws Refusal {
    return switch (call.parameters().get("command")) {
      case "ping" -> ping(call);
      case "network-get-interfaces" -> interfaces(call);
      case "get-osinfo" -> system(call);
      case "get-host-name" -> hostName(call);
      default -> throw Refusal.invalid("command", "value does not have a value in the enumeration");
    };
  }

  private Map<String, Object> ping(Call call) throws Refusal {
    answering(call);
    return Map.of("result", Map.of());
  }

  private Map<String, Object> hostName(Call call) throws Refusal {
    return Map.of("result", Map.of("host-name", answering(call).name()));
  }

  private Map<String, Object> system(Call call) throws Refusal {
    answering(call);
    return Map.of(
        "result",
        Map.of(
            "id", "almalinux",
            "name", "AlmaLinux",
            "pretty-name", "AlmaLinux 9.8",
            "version-id", "9.8",
            "machine", "x86_64"));
  }

  private Map<String, Object> interfaces(Call call) throws Refusal {
    VirtualMachine machine = answering(call);
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(
        Map.of(
            "name",
            "lo",
            "hardware-address",
            "00:00:00:00:00:00",
            "ip-addresses",
            List.of(address("127.0.0.1", 8), address("::1", 128))));
    int number = 0;
    for (Map.Entry<String, String> entry : machine.config().entrySet()) {
      if (!ConfigKeys.isNetwork(entry.getKey())) {
        continue;
      }
      NetworkCard card = NetworkCard.parse(entry.getKey(), entry.getValue());
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", "eth" + number);
      one.put("hardware-address", card.mac().toLowerCase(Locale.ROOT));
      String ipconfig = "ipconfig" + entry.getKey().substring("net".length());
      one.put("ip-addresses", addresses(call, machine, ipconfig, number == 0));
      all.add(one);
      number++;
    }
    return Map.of("result", all);
  }

  private static List<Map<String, Object>> addresses(
      Call call, VirtualMachine machine, String ipconfig, boolean first) {
    List<Map<String, Object>> addresses = new ArrayList<>();
    Optional<Map<String, Object>> configured =
        configured(machine.config().getOrDefault(ipconfig, ""));
    configured.ifPresent(addresses::add);
    if (first) {
      machine.guestAddresses().forEach(told -> addresses.add(address(told, 24)));
    }
    if (addresses.isEmpty()) {
      addresses.add(address(call.world().guestAddress(), 24)); // of a DHCP server
    }
    addresses.add(address("fe80::be24:11ff:fe00:1", 64));
    return addresses;
  }

  private static Optional<Map<String, Object>> configured(String ipconfig) {
    Matcher matcher = ADDRESS.matcher(ipconfig);
    return matcher.find()
        ? Optional.of(address(matcher.group(1), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  private static Map<String, Object> address(String address, int prefix) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("ip-address", address);
    one.put("ip-address-type", address.contains(":") ? "ipv6" : "ipv4");
    one.put("prefix", prefix);
    return one;
  }

  private static VirtualMachine answering(Call call) throws Refusal {
    VirtualMachine machine = call.machine();
    if (!MachineView.agentIsConfigured(machine)) {
      throw Refusal.failed("No QEMU guest agent configured");
    }
    if (!machine.isRunning()) {
      throw Refusal.failed("VM " + machine.vmid() + " is not running");
    }
    if (!call.world().hasBooted(machine)) {
      throw Refusal.failed("QEMU guest agent is not running");
    }
    return machine;
  }
}
