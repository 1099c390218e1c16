"""What proxmoxer, a client that others have written, gets from the simulated Proxmox.

The environment says where it is: PVE_HOST (with its port), PVE_CA (the file with its
certificate), PVE_NODE, PVE_RELEASE (like 9), PVE_TOKEN (the secret of root@pam!all) and
PVE_PASSWORD (that of watcher@pve, who may see and not change).
"""

import io
import os
import unittest

from proxmoxer import AuthenticationError, ProxmoxAPI, ResourceException
from proxmoxer.tools import Tasks

HOST = os.environ["PVE_HOST"]
CA = os.environ["PVE_CA"]
NODE = os.environ["PVE_NODE"]
RELEASE = os.environ["PVE_RELEASE"]


def with_token(secret=os.environ["PVE_TOKEN"]):
    return ProxmoxAPI(HOST, user="root@pam", token_name="all", token_value=secret, verify_ssl=CA)


def with_password(password=os.environ["PVE_PASSWORD"]):
    return ProxmoxAPI(HOST, user="watcher@pve", password=password, verify_ssl=CA)


class Calls(unittest.TestCase):
    def setUp(self):
        self.pve = with_token()
        self.node = self.pve.nodes(NODE)

    def done(self, upid):
        """Waits for a task and returns its log."""
        status = Tasks.blocking_status(self.pve, upid, timeout=30, polling_interval=0.05)
        self.assertIsNotNone(status, upid)
        self.assertEqual("OK", status["exitstatus"], upid)
        self.assertEqual(upid, status["upid"])
        return Tasks.decode_log(self.node.tasks(upid).log.get())

    def machine(self, **config):
        vmid = int(self.pve.cluster.nextid.get())
        self.done(self.node.qemu.post(vmid=vmid, memory=2048, scsihw="virtio-scsi-single", **config))
        self.addCleanup(self.remove, vmid)
        return self.node.qemu(vmid)

    def remove(self, vmid):
        if any(vm["vmid"] == vmid for vm in self.node.qemu.get()):
            if self.node.qemu(vmid).status.current.get()["status"] == "running":
                self.done(self.node.qemu(vmid).status.stop.post())
            self.done(self.node.qemu(vmid).delete())

    def assertRefused(self, code, reason, call):
        with self.assertRaises(ResourceException) as refused:
            call()
        self.assertEqual((code, reason), (refused.exception.status_code, refused.exception.content))

    # What there is -------------------------------------------------------------------------

    def test_the_release(self):
        version = self.pve.version.get()
        self.assertTrue(version["version"].startswith(RELEASE), version)
        self.assertEqual({"version", "release", "repoid"}, set(version) - {"console"})

    def test_the_nodes(self):
        (node,) = self.pve.nodes.get()
        self.assertEqual((NODE, "online", "node"), (node["node"], node["status"], node["type"]))
        status = self.node.status.get()
        self.assertGreater(status["memory"]["total"], status["memory"]["used"])
        self.assertGreater(status["cpuinfo"]["cpus"], 0)
        self.assertIn(NODE, [entry["name"] for entry in self.pve.cluster.status.get()])

    def test_the_storages(self):
        storages = {storage["storage"]: storage for storage in self.node.storage.get()}
        self.assertEqual({"local", "local-lvm"}, set(storages))
        self.assertIn("iso", storages["local"]["content"].split(","))
        self.assertIn("images", storages["local-lvm"]["content"].split(","))
        self.assertEqual((1, 1), (storages["local"]["active"], storages["local"]["enabled"]))
        status = self.node.storage("local-lvm").status.get()
        self.assertEqual(status["total"], status["avail"] + status["used"])
        self.assertEqual(["local-lvm"], [s["storage"] for s in self.node.storage.get(content="images")])

    def test_the_network(self):
        interfaces = {interface["iface"]: interface for interface in self.node.network.get()}
        self.assertEqual("bridge", interfaces["vmbr0"]["type"])

    def test_what_is_not_there(self):
        self.assertRefused(
            500,
            f"Configuration file 'nodes/{NODE}/qemu-server/999.conf' does not exist",
            self.node.qemu(999).config.get,
        )
        with self.assertRaises(ResourceException) as refused:
            self.pve.no.such.page.get()
        self.assertEqual(501, refused.exception.status_code)

    # A machine -----------------------------------------------------------------------------

    def test_the_life_of_a_machine(self):
        machine = self.machine(
            name="one",
            cores=2,
            agent=1,
            scsi0="local-lvm:8,discard=on",
            net0="virtio,bridge=vmbr0",
            tags="a;b",
        )
        config = machine.config.get()
        vmid = int(config["scsi0"].split("-")[2])
        self.assertEqual(("one", 2, "a;b"), (config["name"], config["cores"], config["tags"]))
        self.assertEqual(f"local-lvm:vm-{vmid}-disk-0,discard=on,size=8G", config["scsi0"])
        self.assertRegex(config["net0"], "^virtio=([0-9A-F]{2}:){5}[0-9A-F]{2},bridge=vmbr0$")

        self.assertIsNone(machine.config.put(cores=4, description="now four"))
        self.done(machine.resize.put(disk="scsi0", size="+2G"))
        self.done(machine.config.post(tags="c", delete="description"))
        config = machine.config.get()
        self.assertEqual((4, "c", None), (config["cores"], config["tags"], config.get("description")))
        self.assertIn("size=10G", config["scsi0"])
        volumes = [v["volid"] for v in self.node.storage("local-lvm").content.get(vmid=vmid)]
        self.assertEqual([f"local-lvm:vm-{vmid}-disk-0"], volumes)

        self.assertEqual("stopped", machine.status.current.get()["status"])
        self.done(machine.status.start.post())
        current = machine.status.current.get()
        self.assertEqual(("running", vmid), (current["status"], current["vmid"]))
        self.assertRefused(500, f"VM {vmid} is running - destroy failed", machine.delete)
        machine.config.put(cores=6)
        pending = {item["key"]: item for item in machine.pending.get()}
        self.assertEqual({"key": "cores", "value": 4, "pending": 6}, pending["cores"])
        self.done(machine.status.reboot.post())
        self.assertEqual(6, machine.config.get()["cores"])
        self.done(machine.status.shutdown.post(timeout=30))
        self.done(machine.delete(purge=1))
        self.assertNotIn(vmid, [vm["vmid"] for vm in self.node.qemu.get()])

    def test_a_template_and_its_clones(self):
        machine = self.machine(name="golden", scsi0="local-lvm:4")
        template = int(machine.status.current.get()["vmid"])
        self.done(machine.template.post())
        self.assertEqual(1, machine.config.get()["template"])
        self.assertIn(f"base-{template}-disk-0", machine.config.get()["scsi0"])

        vmid = int(self.pve.cluster.nextid.get())
        self.done(machine.clone.post(newid=vmid, name="copy", full=1))
        self.addCleanup(self.remove, vmid)
        config = self.node.qemu(vmid).config.get()
        self.assertEqual(("copy", None), (config["name"], config.get("template")))
        self.assertIn(f"vm-{vmid}-disk-0", config["scsi0"])
        found = {vm["vmid"]: vm for vm in self.pve.cluster.resources.get(type="vm")}
        self.assertEqual((1, 0), (found[template]["template"], found[vmid]["template"]))
        self.assertRefused(
            400,
            "Parameter verification failed.",
            lambda: self.pve.cluster.nextid.get(vmid=vmid),
        )

    def test_what_the_guest_agent_tells(self):
        machine = self.machine(
            name="agent",
            agent=1,
            scsi0="local-lvm:4",
            ide2="local-lvm:cloudinit",
            ipconfig0="ip=10.23.45.77/24,gw=10.23.45.1",
            net0="virtio,bridge=vmbr0",
        )
        interfaces = machine.agent("network-get-interfaces")
        vmid = machine.status.current.get()["vmid"]
        self.assertRefused(500, f"VM {vmid} is not running", interfaces.get)
        self.done(machine.status.start.post())
        addresses = self.eventually(
            lambda: [
                address["ip-address"]
                for interface in interfaces.get()["result"]
                for address in interface["ip-addresses"]
            ]
        )
        self.assertIn("10.23.45.77", addresses)

    def eventually(self, call):
        for _ in range(100):
            try:
                return call()
            except ResourceException as refused:
                self.assertEqual("QEMU guest agent is not running", refused.content)
        return call()

    # Tasks, files --------------------------------------------------------------------------

    def test_tasks_and_their_logs(self):
        machine = self.machine(name="logged", scsi0="local-lvm:1")
        vmid = machine.status.current.get()["vmid"]
        upid = machine.status.start.post()
        decoded = Tasks.decode_upid(upid)
        self.assertEqual(
            (NODE, "qmstart", str(vmid), "root@pam"),
            (decoded["node"], decoded["type"], decoded["id"], decoded["user"]),
        )
        self.assertIn("TASK OK", self.done(upid))
        self.assertIn(upid, [task["upid"] for task in self.node.tasks.get(vmid=vmid)])

    def test_a_file_that_is_sent(self):
        image = io.BytesIO(b"not much of an image")
        image.name = "tiny.iso"
        self.done(self.node.storage("local").upload.post(content="iso", filename=image))
        isos = [v["volid"] for v in self.node.storage("local").content.get(content="iso")]
        self.assertIn("local:iso/tiny.iso", isos)

    # Who may what --------------------------------------------------------------------------

    def test_pools(self):
        machine = self.machine(name="pooled")
        vmid = machine.status.current.get()["vmid"]
        self.pve.pools.post(poolid="lab", comment="all of it")
        self.pve.pools("lab").put(vms=vmid)
        members = self.pve.pools("lab").get()["members"]
        self.assertEqual([vmid], [member["vmid"] for member in members])
        self.pve.pools("lab").put(vms=vmid, delete=1)
        self.pve.pools("lab").delete()
        self.assertEqual([], self.pve.pools.get())

    def test_users_their_tokens_and_what_they_may(self):
        self.pve.access.users.post(userid="homelab@pve", comment="builds")
        self.assertIn("homelab@pve", [user["userid"] for user in self.pve.access.users.get()])
        made = self.pve.access.users("homelab@pve").token("iac").post(privsep=0)
        self.assertEqual("homelab@pve!iac", made["full-tokenid"])
        self.assertRegex(made["value"], "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
        self.assertIn("PVEVMAdmin", [role["roleid"] for role in self.pve.access.roles.get()])

        its = ProxmoxAPI(
            HOST, user="homelab@pve", token_name="iac", token_value=made["value"], verify_ssl=CA
        )
        self.assertRefused(
            403,
            f"Permission check failed (/nodes/{NODE}, Sys.Audit)",
            its.nodes(NODE).status.get,
        )
        self.pve.access.acl.put(path="/", users="homelab@pve", roles="PVEAuditor")
        self.assertEqual(1, its.access.permissions.get(path="/")["/"]["Sys.Audit"])
        self.assertIn("cpuinfo", its.nodes(NODE).status.get())

        self.pve.access.users("homelab@pve").token("iac").delete()
        with self.assertRaises(ResourceException) as refused:
            its.version.get()
        self.assertEqual(401, refused.exception.status_code)
        self.pve.access.users("homelab@pve").delete()

    def test_a_wrong_secret(self):
        wrong = with_token("00000000-0000-0000-0000-000000000000")
        with self.assertRaises(ResourceException) as refused:
            wrong.version.get()
        self.assertEqual(401, refused.exception.status_code)

    def test_a_ticket(self):
        watcher = with_password()
        self.assertEqual([NODE], [node["node"] for node in watcher.nodes.get()])
        vmid = self.machine(name="watched").status.current.get()["vmid"]
        self.assertRefused(
            403,
            f"Permission check failed (/vms/{vmid}, VM.PowerMgmt)",
            watcher.nodes(NODE).qemu(vmid).status.start.post,
        )
        with self.assertRaises(AuthenticationError):
            with_password("something else")


if __name__ == "__main__":
    unittest.main(verbosity=2)
