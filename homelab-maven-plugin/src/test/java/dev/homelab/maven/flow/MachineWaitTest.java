package dev.homelab.maven.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.homelab.maven.problem.HomelabException;
import dev.homelab.maven.testing.FakeHypervisor;
import dev.homelab.maven.testing.StandInMachine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link MachineWait}, {@link Readyz} and {@link Await}. */
class MachineWaitTest {

  @TempDir private static Path folder;
  private final List<String> log = new ArrayList<>();
  private FakeHypervisor hypervisor;
  private StandInMachine machine;

  @BeforeEach
  void prepare() throws Exception {
    hypervisor = new FakeHypervisor(folder.resolve("none"));
    machine = StandInMachine.start();
  }

  @AfterEach
  void stop() throws Exception {
    machine.close();
  }

  private void await(Reach reach) throws HomelabException {
    new MachineWait(hypervisor, reach, Duration.ofMillis(400), Duration.ofMillis(20), log::add)
        .until(101, "10.23.45.31");
  }

  private String over(Reach reach) {
    return assertThrows(HomelabException.class, () -> await(reach)).getMessage();
  }

  @Test
  void saysNothingWhenEverythingIsThere() throws Exception {
    await(machine);

    assertEquals(List.of(), log);
  }

  @Test
  void tellsWhatItWaitsForAndGoesOnWhenItIsThere() throws Exception {
    hypervisor.notRunning.addAll(0, List.of("it is locked: clone", "it is stopped"));
    hypervisor.agent.addAll(0, List.of("QEMU guest agent is not running"));

    await(machine);

    assertEquals(
        List.of(
            "waiting for machine 101, 400 ms at most: it is locked: clone",
            "  it is stopped",
            "waiting for the guest agent of machine 101, 400 ms at most: QEMU guest agent is not"
                + " running"),
        log);
  }

  @Test
  void aMachineThatNeverRunsIsTheEndOfTheFirstWait() {
    hypervisor.notRunning.clear();
    hypervisor.notRunning.add("it is stopped");

    assertEquals(
        "machine 101: not within 400 ms, the last answer: it is stopped\n"
            + "  fix: look at the machine's tasks and console in the web interface",
        over(machine));
  }

  @Test
  void whatIsNoSshServerIsToldSo() {
    machine.greeting("HTTP/1.1 400\r\n");

    assertEquals(
        "SSH on 10.23.45.31: not within 400 ms, the last answer: something answers that is no SSH"
            + " server\n"
            + "  fix: see on its console whether it has the address 10.23.45.31, and that node_ip,"
            + " gateway, bridge and vlan_tag fit your network",
        over(machine));
  }

  @Test
  void anApiThatIsNotReadyIsWaitedFor() {
    machine.readyz(500);

    assertEquals(
        "the Kubernetes API on 10.23.45.31: not within 400 ms, the last answer: /readyz says 500\n"
            + "  fix: on the machine: sudo systemctl status k3s; sudo journalctl -u k3s",
        over(machine));
  }

  @Test
  void anApiThatIsReadyForStrangersIsReady() throws Exception {
    machine.readyz(200);

    await(machine);
  }

  @Test
  void aPortThatIsClosedIsNoAnswer() throws Exception {
    InetSocketAddress closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = (InetSocketAddress) socket.getLocalSocketAddress();
    }

    String message =
        over(
            new Reach() {
              @Override
              public InetSocketAddress ssh(String ip) {
                return machine.ssh(ip);
              }

              @Override
              public Optional<InetSocketAddress> api(String ip) {
                return Optional.of(closed);
              }
            });

    assertEquals(
        "the Kubernetes API on 10.23.45.31: not within 400 ms, the last answer: Connection refused",
        message.lines().findFirst().orElse(""));
  }
}
