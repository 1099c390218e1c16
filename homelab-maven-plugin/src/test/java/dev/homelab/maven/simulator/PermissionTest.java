package dev.homelab.maven.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.homelab.maven.simulator.pages.Pace;
import dev.homelab.maven.simulator.state.AclEntry;
import dev.homelab.maven.simulator.state.Cluster;
import dev.homelab.maven.simulator.state.Pool;
import dev.homelab.maven.simulator.state.Release;
import dev.homelab.maven.simulator.state.Role;
import dev.homelab.maven.simulator.state.Token;
import dev.homelab.maven.simulator.state.VirtualMachine;
import dev.homelab.maven.simulator.state.Volume;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is refused to whom, in Proxmox's words. */
class PermissionTest {

  private static final String SEPARATOR = "!";

  /** A template 900, a machine 100 that runs, and an ISO. */
  private static Caller lab(Release release) throws IOException {
    return Caller.ofLab(release, Pace.instant())
        .change(
            cluster -> {
              cluster
                  .machines()
                  .put(900, machine(cluster, 900, "base-900-disk-0").with("template", "1"));
              VirtualMachine running = machine(cluster, 100, "vm-100-disk-0");
              running.start(Caller.START.toEpochMilli(), 4711);
              cluster.machines().put(100, running);
              cluster
                  .storage("pve", "local")
                  .orElseThrow()
                  .put(new Volume("local:iso/a.iso", "iso", "iso", 1 << 20, 0, 0, ""));
            });
  }

  private static VirtualMachine machine(Cluster cluster, int vmid, String disk) {
    cluster
        .storage("pve", "local-lvm")
        .orElseThrow()
        .put(new Volume("local-lvm:" + disk, "images", "raw", 1 << 20, vmid, 0, ""));
    return VirtualMachine.of(vmid, "pve")
        .with("agent", "1")
        .with("name", "m" + vmid)
        .with("net0", "virtio=BC:24:11:00:00:0" + vmid / 100 + ",bridge=vmbr0")
        .with("scsi0", "local-lvm:" + disk + ",size=1M");
  }

  private static void without(Cluster cluster, String privilege) {
    Role role = cluster.role("Homelab").orElseThrow();
    Set<String> fewer = new TreeSet<>(role.privileges());
    fewer.remove(privilege);
    cluster.roles().remove(role);
    cluster.roles().add(new Role("Homelab", fewer, false));
  }

  private static Caller.Reply call(Caller caller, String call) throws IOException {
    String[] parts = call.split(" ");
    String[] parameters = new String[Math.max(0, parts.length - 2)];
    System.arraycopy(parts, 2, parameters, 0, parameters.length);
    return caller.call(parts[0], parts[1], parameters);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sys.Audit                  | GET /nodes/pve/status                      | /nodes/pve, Sys.Audit
          Sys.Audit                  | GET /nodes/pve/time                        | /nodes/pve, Sys.Audit
          Sys.Audit                  | GET /nodes/pve/network/vmbr0               | /nodes/pve, Sys.Audit
          Sys.Audit                  | GET /cluster/status                        | /, Sys.Audit
          Sys.Audit                  | GET /cluster/ha/resources/100              | /, Sys.Audit
          Sys.Audit                  | GET /access/permissions?userid=root@pam    | /access, Sys.Audit
          VM.Audit                   | GET /nodes/pve/qemu/100/config             | /vms/100, VM.Audit
          VM.Audit                   | GET /nodes/pve/qemu/100/pending            | /vms/100, VM.Audit
          VM.Audit                   | GET /nodes/pve/qemu/100/status/current     | /vms/100, VM.Audit
          VM.PowerMgmt               | POST /nodes/pve/qemu/100/status/start      | /vms/100, VM.PowerMgmt
          VM.PowerMgmt               | POST /nodes/pve/qemu/100/status/stop       | /vms/100, VM.PowerMgmt
          VM.PowerMgmt               | POST /nodes/pve/qemu/100/status/shutdown   | /vms/100, VM.PowerMgmt
          VM.PowerMgmt               | POST /nodes/pve/qemu/100/status/reboot     | /vms/100, VM.PowerMgmt
          VM.Console                 | PUT /nodes/pve/qemu/100/sendkey key=a      | /vms/100, VM.Console
          VM.Allocate                | DELETE /nodes/pve/qemu/100                 | /vms/100, VM.Allocate
          VM.Allocate                | POST /nodes/pve/qemu/100/template          | /vms/100, VM.Allocate
          VM.Clone                   | POST /nodes/pve/qemu/900/clone newid=101   | /vms/900, VM.Clone
          SDN.Use                    | POST /nodes/pve/qemu/900/clone newid=101   | /sdn/zones/localnetwork/vmbr0, SDN.Use
          Datastore.AllocateSpace    | POST /nodes/pve/qemu/900/clone newid=101   | /storage/local-lvm, Datastore.AllocateSpace
          SDN.Use                    | POST /nodes/pve/qemu vmid=101 net0=virtio,bridge=vmbr0 | /sdn/zones/localnetwork/vmbr0, SDN.Use
          SDN.Use                    | POST /nodes/pve/qemu vmid=101 net0=virtio,bridge=vmbr0,tag=5 | /sdn/zones/localnetwork/vmbr0/5, SDN.Use
          SDN.Use                    | PUT /nodes/pve/qemu/100/config net0=virtio,bridge=vmbr0 | /sdn/zones/localnetwork/vmbr0, SDN.Use
          Datastore.AllocateSpace    | POST /nodes/pve/qemu vmid=101 scsi0=local-lvm:8 | /storage/local-lvm, Datastore.AllocateSpace
          Datastore.AllocateSpace    | PUT /nodes/pve/qemu/100/resize disk=scsi0 size=+1G | /storage/local-lvm, Datastore.AllocateSpace
          VM.Config.Disk             | POST /nodes/pve/qemu vmid=101 scsi0=local-lvm:8 | /vms/101, VM.Config.Disk
          VM.Config.Disk             | PUT /nodes/pve/qemu/100/resize disk=scsi0 size=+1G | /vms/100, VM.Config.Disk
          VM.Config.Disk             | PUT /nodes/pve/qemu/100/config boot=order=scsi0 | /vms/100, VM.Config.Disk
          VM.Config.CDROM            | PUT /nodes/pve/qemu/100/config ide2=local:iso/a.iso,media=cdrom | /vms/100, VM.Config.CDROM
          VM.Config.CDROM            | PUT /nodes/pve/qemu/100/config scsi1=local-lvm:cloudinit | /vms/100, VM.Config.CDROM
          VM.Config.CPU              | PUT /nodes/pve/qemu/100/config cores=2     | /vms/100, VM.Config.CPU
          VM.Config.Memory           | PUT /nodes/pve/qemu/100/config memory=2048 | /vms/100, VM.Config.Memory
          VM.Config.HWType           | PUT /nodes/pve/qemu/100/config machine=q35 | /vms/100, VM.Config.HWType
          VM.Config.Options          | PUT /nodes/pve/qemu/100/config name=other  | /vms/100, VM.Config.Options
          VM.Config.Network          | PUT /nodes/pve/qemu/100/config net1=virtio,bridge=vmbr0 | /vms/100, VM.Config.Network
          Datastore.AllocateTemplate | POST /nodes/pve/storage/local/download-url content=iso filename=b.iso url=https://x.example/b.iso | /storage/local, Datastore.AllocateTemplate
          VM.Migrate                 | POST /nodes/pve/qemu/100/migrate target=two | /vms/100, VM.Migrate
          VM.Config.Disk             | POST /nodes/pve/qemu/100/move_disk disk=scsi0 storage=x | /vms/100, VM.Config.Disk
          VM.Config.Disk             | PUT /nodes/pve/qemu/100/unlink idlist=scsi0 | /vms/100, VM.Config.Disk
          Sys.Audit                  | GET /cluster/options                       | /, Sys.Audit
          none                       | PUT /access/acl path=/ roles=R users=u     | /, Permissions.Modify
          none                       | POST /access/users userid=a@pam            | /access/realm/pam, Realm.AllocateUser
          Pool.Allocate              | POST /pools poolid=lab                     | /pool/lab, Pool.Allocate
          """)
  void withoutAPrivilegeTheCallThatNeedsItIsRefusedOnEitherRelease(
      String privilege, String call, String missing) throws IOException {
    for (Release release : Release.values()) {
      try (Caller caller = lab(release)) {
        caller.change(cluster -> without(cluster, privilege));

        assertEquals("403 Permission check failed (" + missing + ")", call(caller, call).line());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sys.Modify  | POST /nodes/pve/storage/local/download-url content=iso filename=b.iso url=https://x.example/b.iso
          VM.Allocate | POST /nodes/pve/qemu vmid=101
          VM.Allocate | POST /nodes/pve/qemu/900/clone newid=101
          """)
  void whereSeveralPrivilegesWouldHaveHelpedNoneIsNamed(String privilege, String call)
      throws IOException {
    for (Release release : Release.values()) {
      try (Caller caller = lab(release)) {
        caller.change(cluster -> without(cluster, privilege));

        assertEquals("403 Permission check failed", call(caller, call).line());
      }
    }
  }

  @Test
  void theGuestAgentNeedsTheMonitorOn8() throws IOException {
    try (Caller caller = lab(Release.V8)) {
      String agent = "/nodes/pve/qemu/100/agent/network-get-interfaces";
      assertEquals("200 OK", caller.get(agent).line());
      caller.change(cluster -> without(cluster, "VM.Monitor"));

      assertEquals("403 Permission check failed (/vms/100, VM.Monitor)", caller.get(agent).line());
    }
  }

  @Test
  void theGuestAgentHasPrivilegesOfItsOwnOn9() throws IOException {
    try (Caller caller = lab(Release.V9)) {
      String agent = "/nodes/pve/qemu/100/agent/network-get-interfaces";
      assertEquals("200 OK", caller.get(agent).line());
      caller.change(cluster -> without(cluster, "VM.GuestAgent.Audit"));

      assertEquals(
          "403 Permission check failed"
              + " (/vms/100, VM.GuestAgent.Audit|VM.GuestAgent.Unrestricted)",
          caller.get(agent).line());
    }
  }

  @Test
  void aRoleCannotHaveAPrivilegeOfTheOtherRelease() throws IOException {
    try (Caller eight = administrator(Release.V8);
        Caller nine = administrator(Release.V9)) {
      Caller.Reply onNine = nine.post("/access/roles", "roleid=Old", "privs=VM.Monitor");
      Caller.Reply onEight = eight.post("/access/roles", "roleid=New", "privs=VM.GuestAgent.Audit");

      assertEquals("400 Parameter verification failed.", onNine.line());
      assertEquals(
          "{\"data\":null,\"message\":\"Parameter verification failed.\\n\",\"errors\":"
              + "{\"privs\":\"invalid format - invalid privilege 'VM.Monitor'\"}}",
          onNine.body());
      assertEquals("400 Parameter verification failed.", onEight.line());
      assertEquals("200 OK", eight.post("/access/roles", "roleid=Old", "privs=VM.Monitor").line());
    }
  }

  private static Caller administrator(Release release) throws IOException {
    return lab(release)
        .change(
            cluster -> cluster.acl().add(new AclEntry("/", "homelab@pve", "Administrator", true)));
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void aTokenWithSeparatedPrivilegesHasWhatItAndItsUserHave(Release release) throws IOException {
    try (Caller caller = lab(release)) {
      caller.change(
          cluster -> {
            cluster.tokens().add(new Token("homelab@pve", "apart", "s", true, 0, ""));
            cluster.acl().add(new AclEntry("/nodes", "homelab@pve!apart", "Administrator", true));
          });
      caller.as("homelab@pve" + SEPARATOR + "apart=s");

      assertEquals("200 OK", caller.get("/nodes/pve/status").line());
      assertEquals(
          "403 Permission check failed (/vms/100, VM.Audit)",
          caller.get("/nodes/pve/qemu/100/config").line());
      assertEquals(
          "{\"/nodes\":{\"Datastore.AllocateSpace\":1",
          caller.get("/access/permissions").data().toString().substring(0, 38));
      assertEquals(0, caller.get("/access/users?full=1").data().size());
      assertEquals(
          "403 Permission check failed (/access, Sys.Audit)",
          caller.get("/access/permissions?userid=homelab@pve&path=/").line());
    }
  }

  @Test
  void theEntryClosestToAPathReplacesThoseAboveIt() throws IOException {
    try (Caller caller = lab(Release.V9)) {
      caller.change(
          cluster -> {
            cluster.acl().add(new AclEntry("/vms/100", "homelab@pve", "PVEAuditor", true));
            cluster.acl().add(new AclEntry("/vms/900", "homelab@pve", "NoAccess", true));
          });

      assertEquals("200 OK", caller.get("/nodes/pve/qemu/100/config").line());
      assertEquals(
          "403 Permission check failed (/vms/100, VM.PowerMgmt)",
          caller.post("/nodes/pve/qemu/100/status/stop").line());
      assertEquals(
          "403 Permission check failed (/vms/900, VM.Audit)",
          caller.get("/nodes/pve/qemu/900/config").line());
      assertEquals(1, caller.get("/cluster/resources?type=vm").data().size());
    }
  }

  @Test
  void anEntryThatDoesNotPropagateHoldsOnItsOwnPathOnly() throws IOException {
    try (Caller caller = lab(Release.V9)) {
      caller.change(
          cluster -> {
            cluster.acl().clear();
            cluster.acl().add(new AclEntry("/vms", "homelab@pve", "PVEVMAdmin", false));
          });

      assertEquals(
          "403 Permission check failed (/vms/100, VM.Audit)",
          caller.get("/nodes/pve/qemu/100/config").line());
      assertEquals(
          "{\"/vms\":{\"VM.Allocate\":0",
          caller.get("/access/permissions?path=/vms").data().toString().substring(0, 24));
    }
  }

  @Test
  void aRightOnAPoolIsOneOnItsMachines() throws IOException {
    try (Caller caller = lab(Release.V9)) {
      caller.change(
          cluster -> {
            cluster.acl().clear();
            cluster.acl().add(new AclEntry("/pool/lab", "homelab@pve", "PVEVMAdmin", true));
            cluster.pools().add(new Pool("lab", "", new TreeSet<>(Set.of(100)), null));
          });

      assertEquals("200 OK", caller.get("/nodes/pve/qemu/100/config").line());
      assertEquals(
          "403 Permission check failed (/vms/900, VM.Audit)",
          caller.get("/nodes/pve/qemu/900/config").line());
      assertEquals(
          "OK",
          caller
              .as("root@pam!t=s")
              .change(c -> c.tokens().add(new Token("root@pam", "t", "s", false, 0, "")))
              .ended(caller.post("/nodes/pve/qemu", "vmid=101", "pool=lab")));
      assertEquals(2, caller.get("/pools/lab").data().get("members").size());
    }
  }

  @Test
  void onlyRootSetsArguments() throws IOException {
    try (Caller caller = administrator(Release.V9)) {
      assertEquals(
          "500 only root can set 'args' config",
          caller.put("/nodes/pve/qemu/100/config", "args=-device x").line());
    }
  }

  @Test
  void theMonitorIsForWhoMayLookIntoOrChangeTheSystemOn9() throws IOException {
    try (Caller eight = lab(Release.V8);
        Caller nine = lab(Release.V9)) {
      String monitor = "/nodes/pve/qemu/100/monitor";
      assertEquals("200 OK", eight.post(monitor, "command=info").line());
      assertEquals("200 OK", nine.post(monitor, "command=info").line());
      nine.change(
          cluster -> {
            without(cluster, "Sys.Audit");
            without(cluster, "Sys.Modify");
          });

      assertEquals(
          "403 Permission check failed (/vms/100, Sys.Audit|Sys.Modify)",
          nine.post(monitor, "command=info").line());
    }
  }
}
