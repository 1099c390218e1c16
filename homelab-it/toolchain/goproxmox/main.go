// Goproxmox walks a machine through its life with go-proxmox, a client of Proxmox VE that others
// have written, and prints what it was told.
//
// The environment says where: PVE_URL, PVE_CA (the file with its certificate), PVE_NODE, PVE_TOKEN
// (the secret of root@pam!all).
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/luthermonson/go-proxmox"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	client := proxmox.NewClient(
		os.Getenv("PVE_URL"),
		proxmox.WithAPIToken("root@pam!all", os.Getenv("PVE_TOKEN")),
		proxmox.WithRootCAFile(os.Getenv("PVE_CA")),
	)
	if err := walk(ctx, client, os.Getenv("PVE_NODE")); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func walk(ctx context.Context, client *proxmox.Client, name string) error {
	version, err := client.Version(ctx)
	if err != nil {
		return err
	}
	fmt.Println("version", version.Version)
	node, err := client.Node(ctx, name)
	if err != nil {
		return err
	}
	storages, err := node.Storages(ctx)
	if err != nil {
		return err
	}
	for _, storage := range storages {
		fmt.Println("storage", storage.Name, storage.Content)
	}
	networks, err := node.Networks(ctx)
	if err != nil {
		return err
	}
	for _, network := range networks {
		if network.Type == "bridge" {
			fmt.Println("bridge", network.Iface)
		}
	}
	return machine(ctx, client, node)
}

func machine(ctx context.Context, client *proxmox.Client, node *proxmox.Node) error {
	cluster, err := client.Cluster(ctx)
	if err != nil {
		return err
	}
	id, err := cluster.NextID(ctx)
	if err != nil {
		return err
	}
	task, err := node.NewVirtualMachine(ctx, id,
		proxmox.VirtualMachineOption{Name: "name", Value: "golden"},
		proxmox.VirtualMachineOption{Name: "memory", Value: 2048},
		proxmox.VirtualMachineOption{Name: "cores", Value: 2},
		proxmox.VirtualMachineOption{Name: "agent", Value: 1},
		proxmox.VirtualMachineOption{Name: "scsi0", Value: "local-lvm:4"},
		proxmox.VirtualMachineOption{Name: "net0", Value: "virtio,bridge=vmbr0"})
	if err := done(ctx, "create", task, err); err != nil {
		return err
	}
	golden, err := node.VirtualMachine(ctx, id)
	if err != nil {
		return err
	}
	fmt.Println("made", golden.VMID, golden.Name, golden.Status, *golden.VirtualMachineConfig.Cores)
	task, err = golden.ConvertToTemplate(ctx)
	if err := done(ctx, "template", task, err); err != nil {
		return err
	}
	copied, task, err := golden.Clone(ctx, &proxmox.VirtualMachineCloneOptions{Name: "copy", Full: true})
	if err := done(ctx, "clone", task, err); err != nil {
		return err
	}
	clone, err := node.VirtualMachine(ctx, copied)
	if err != nil {
		return err
	}
	task, err = clone.Config(ctx, proxmox.VirtualMachineOption{Name: "cores", Value: 4})
	if err := done(ctx, "config", task, err); err != nil {
		return err
	}
	task, err = clone.Start(ctx)
	if err := done(ctx, "start", task, err); err != nil {
		return err
	}
	if err := clone.WaitForAgent(ctx, 30); err != nil {
		return fmt.Errorf("agent: %w", err)
	}
	interfaces, err := clone.AgentGetNetworkIFaces(ctx)
	if err != nil {
		return err
	}
	fmt.Println("agent", interfaces[0].IPAddresses[0].IPAddress)
	if err := clone.Ping(ctx); err != nil {
		return err
	}
	fmt.Println("runs", clone.VMID, clone.Name, clone.Status, *clone.VirtualMachineConfig.Cores)
	return remove(ctx, golden, clone)
}

func remove(ctx context.Context, golden, clone *proxmox.VirtualMachine) error {
	task, err := clone.Stop(ctx)
	if err := done(ctx, "stop", task, err); err != nil {
		return err
	}
	for _, machine := range []*proxmox.VirtualMachine{clone, golden} {
		task, err = machine.Delete(ctx, &proxmox.VirtualMachineDeleteOptions{Purge: true})
		if err := done(ctx, "delete", task, err); err != nil {
			return err
		}
	}
	return nil
}

// Done waits for a task and prints how it ended.
func done(ctx context.Context, what string, task *proxmox.Task, err error) error {
	if err == nil {
		err = task.Wait(ctx, 50*time.Millisecond, 30*time.Second)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	fmt.Println(what, task.ExitStatus)
	if !task.IsSuccessful {
		return fmt.Errorf("%s: %s", what, task.ExitStatus)
	}
	return nil
}
