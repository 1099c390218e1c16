package dev.homelab.maven.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.homelab.maven.tool.TofuState.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link TofuState}. */
class TofuStateTest {

  @TempDir Path folder;

  private List<Machine> read(String state) throws IOException {
    Files.writeString(folder.resolve(TofuState.FILE), state);
    return TofuState.in(folder).machines();
  }

  @Test
  void disksAreFoundInEitherWayToWriteThem() throws IOException {
    List<Machine> machines =
        read(
            """
            {"version": 4, "serial": 3, "resources": [
              {"mode": "data", "type": "external", "name": "x", "instances": [{"attributes": {}}]},
              {"module": "module.node", "mode": "managed", "type": "proxmox_vm_qemu", "name": "vm",
               "instances": [
                {"schema_version": 0, "attributes": {"name": "k3s-1", "vmid": 101, "clone": "alma9-k3-node-amd64-v1.36.3-v1",
                 "disk": [], "disks": [
                  {"ide": [], "sata": null, "scsi": [
                    {"scsi0": [{"cdrom": [], "disk": [{"size": "60G", "storage": "local-lvm"}]}],
                     "scsi1": [{"cloudinit": [{"storage": "local-lvm"}], "disk": []}],
                     "scsi2": []}]}]}}]},
              {"mode": "managed", "type": "proxmox_vm_qemu", "name": "flat", "instances": [
                {"attributes": {"name": "k3s-2", "disk": [{"slot": "virtio0", "size": "1T"}]}}]}]}
            """);

    assertEquals(
        List.of(
            new Machine(
                "proxmox_vm_qemu.vm",
                101,
                "k3s-1",
                "alma9-k3-node-amd64-v1.36.3-v1",
                Map.of("scsi0", "60G", "scsi1", "")),
            new Machine("proxmox_vm_qemu.flat", 0, "k3s-2", "", Map.of("virtio0", "1T"))),
        machines);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[",
        "null",
        "no json",
        "{\"resources\": 1}",
        "{\"resources\": [1, null, {\"type\": \"proxmox_vm_qemu\", \"instances\": {}}]}",
        "{\"serial\":1,\"lineage\":\"x\",\"encrypted_data\":\"AAAA\",\"encryption_version\":\"v0\"}"
      })
  void whatCannotBeReadHoldsNoMachines(String state) throws IOException {
    assertEquals(List.of(), read(state));
  }

  @Test
  void noStateHoldsNoMachines() throws IOException {
    assertEquals(List.of(), TofuState.in(folder).machines());

    Files.createDirectory(folder.resolve(TofuState.FILE));
    assertEquals(List.of(), TofuState.in(folder).machines());
    Files.delete(folder.resolve(TofuState.FILE));

    Files.write(folder.resolve(TofuState.FILE), "\u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of(), TofuState.in(folder).machines());
  }

  @Test
  void anAbsentStateHidesNothingAndAnEncryptedOrDistantOneMay() throws IOException {
    assertTrue(TofuState.in(folder).readable());

    Files.writeString(folder.resolve(TofuState.FILE), "{\"encrypted_data\":\"AAAA\"}");
    assertFalse(TofuState.in(folder).readable());
    Files.delete(folder.resolve(TofuState.FILE));

    Files.createDirectories(folder.resolve(".terraform"));
    Files.writeString(folder.resolve(".terraform/terraform.tfstate"), "{\"backend\": {}}");
    assertFalse(TofuState.in(folder).readable());
  }

  @Test
  void anOutputIsReadThatIsAText() throws IOException {
    read(
        """
        {"resources": [], "outputs": {
          "ip_address": {"value": "10.23.45.31", "type": "string"},
          "list": {"value": ["a"], "type": ["list", "string"]}}}
        """);

    assertEquals(Map.of("ip_address", "10.23.45.31"), TofuState.in(folder).outputs());
  }
}
