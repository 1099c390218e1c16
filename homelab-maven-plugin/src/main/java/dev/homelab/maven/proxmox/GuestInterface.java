package dev.homelab.maven.proxmox;

import java.util.List;
import java.util.OptionalInt;

/**
 * A network interface inside a machine, as its guest agent tells.
 *
 * @param name "eth0"
 * @param mac "bc:24:11:..."; empty when it has none
 * @param addresses that it has now
 */
public record GuestInterface(String name, String mac, List<Address> addresses) {

  /**
   * One of its addresses.
   *
   * @param ip "10.23.45.31" or "fe80::1"
   * @param prefix length of its network's
   */
  public record Address(String ip, OptionalInt prefix) {

    static Address from(Fields fields) {
      return new Address(fields.text("ip-address"), fields.small("prefix"));
    }
  }

  static GuestInterface from(Fields fields) {
    return new GuestInterface(
        fields.text("name"),
        fields.text("hardware-address"),
        fields.list("ip-addresses").stream().map(Address::from).toList());
  }
}
