package dev.homelab.maven.hcl.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.homelab.maven.hcl.Dialect;
import dev.homelab.maven.hcl.Finding;
import dev.homelab.maven.hcl.Hcl;
import dev.homelab.maven.hcl.eval.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests for {@link HclModule}, {@link ModuleValues} and {@link ModuleCalls}. */
class HclModuleTest {
  @TempDir Path folder;

  private HclModule tofu(String source) {
    return HclModule.load(Dialect.TOFU, folder, List.of(Hcl.parse("main.tf", source)));
  }

  private HclModule packer(String source) {
    return HclModule.load(Dialect.PACKER, folder, List.of(Hcl.parse("main.pkr.hcl", source)));
  }

  private static String told(List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void namesThatAreNotDeclaredAreToldWithTheNearestOnes() {
    HclModule module =
        tofu(
            """
            variable "node_name" {}
            resource "proxmox_vm_qemu" "vm" {
              name   = var.nodename
              other  = local.nothing
              id     = proxmox_vm_qem.vm.id
              self   = proxmox_vm_qemu.vn.id
              text   = plain
              module = module.x.y
              dir    = path.here
              data   = data.a.b.c
              ok     = [var.node_name, each.key, count.index, terraform.workspace]
              list   = [for v in var.node_name : v.x]
              dynamic "disk" {
                for_each = var.node_name
                content {
                  size = disk.value
                }
              }
              lifecycle {
                ignore_changes = [clone]
              }
              provisioner "local-exec" {
                when    = destroy
                command = self.id
              }
            }
            """);

    assertEquals(
        """
        main.tf:3:12  there is no variable "nodename"
          fix: did you mean "node_name"? If not, declare it: variable "nodename" { ... }
        main.tf:4:12  there is no local "nothing"
          fix: declare it in a locals block
        main.tf:5:12  "proxmox_vm_qem.vm.id" refers to nothing
          fix: did you mean "proxmox_vm_qemu"?
        main.tf:6:12  there is no resource "proxmox_vm_qemu" "vn"
          fix: did you mean "vm"? If not, declare it: resource "proxmox_vm_qemu" "vn" { ... }
        main.tf:7:12  "plain" refers to nothing
          fix: if it is text, put it in quotes
        main.tf:8:12  there is no module "x"
          fix: declare it: module "x" { ... }
        main.tf:9:12  there is no path "here"
          fix: use path.root
        main.tf:10:12  there is no data source "a" "b"
          fix: declare it: data "a" "b" { ... }""",
        told(module.findings()));
  }

  @Test
  void whatNothingUsesIsToldAsAWarning() {
    HclModule module =
        tofu(
            """
            variable "a" {
              validation {
                condition     = var.a != ""
                error_message = "no"
              }
            }
            locals {
              b = 1
              c = 2
              d = local.c
            }
            """);

    assertEquals(
        """
        main.tf:1:1  the variable "a" is used nowhere
          fix: remove it, or use var.a
        main.tf:8:3  the local "b" is used nowhere
          fix: remove it, or use local.b
        main.tf:10:3  the local "d" is used nowhere
          fix: remove it, or use local.d""",
        told(module.findings()));
  }

  @Test
  void twoDeclarationsOfOneNameAreToldWithBothPlaces() {
    HclModule module =
        tofu(
            """
            output "a" { value = 1 }
            output "a" { value = 2 }
            provider "x" {}
            provider "x" { alias = "y" }
            """);

    assertEquals(
        """
        main.tf:2:1  output.a is declared twice, first at main.tf:1:1
          fix: rename one of them, or remove it""",
        told(module.findings()));
  }

  @Test
  void localsThatDependOnEachOtherAreACircle() {
    HclModule module =
        tofu(
            """
            locals {
              a = local.b
              b = "${local.c}"
              c = [local.a]
              d = local.d
            }
            """);

    assertEquals(
        """
        main.tf:2:3  locals depend on each other: local.a, local.b, local.c, local.a
          fix: break the circle: one of them must not need the next
        main.tf:5:3  local.d depends on itself
          fix: break the circle: one of them must not need the next""",
        told(
            module.findings().stream()
                .filter(finding -> finding.rule().equals(HclRules.CYCLE))
                .toList()));
    assertFalse(new ModuleValues(module, Map.of()).local("a").isWhollyKnown());
  }

  @Test
  void functionsMustExistInTheLanguageAndGetWhatTheyTake() {
    String source =
        """
        output "a" {
          value = [uper("a"), split(","), regex_replace("a", "b", "c"), cidrhost("a", 1, 2),
            provider::x::y(1), core::upper("a"), max(1, 2, 3), split([",", "a"]...), toset([])]
        }
        """;

    assertEquals(
        """
        main.tf:2:12  there is no function "uper"
          fix: did you mean "upper"?
        main.tf:2:23  the function "split" takes 2 arguments, not 1
          fix: add what is missing
        main.tf:2:35  there is no function "regex_replace"
          fix: it is a function of packer only
        main.tf:2:65  the function "cidrhost" takes 2 arguments, not 3
          fix: remove what is too much""",
        told(tofu(source).findings()));
    assertEquals(
        """
        main.pkr.hcl:1:13  there is no function "toset"
          fix: it is a function of tofu only""",
        told(packer("build { x = toset([]) }\n").findings()));
  }

  @Test
  void packerSourcesScriptsAndFilesMustExist() throws IOException {
    Files.createDirectories(folder.resolve("scripts"));
    Files.writeString(folder.resolve("scripts/there.sh"), "");
    HclModule module =
        packer(
            """
            source "proxmox-iso" "alma9" {
              http_content = { "/ks.cfg" = templatefile("http/ks.cfg", {}) }
            }
            build {
              sources = ["source.proxmox-iso.alma", "proxmox-iso.alma9"]
              provisioner "shell" {
                scripts = ["${path.root}/scripts/there.sh", "${path.root}/scripts/gone.sh"]
              }
              provisioner "file" {
                source      = "${path.root}/motd"
                destination = "/etc/motd"
              }
              provisioner "shell" {
                script = "from/wherever/packer/runs.sh"
              }
              post-processor "manifest" {
                output = build.ID
              }
            }
            """);

    assertEquals(
        """
        main.pkr.hcl:2:45  there is no file "http/ks.cfg" in the folder of this image
          fix: create it, or correct the name
        main.pkr.hcl:5:14  there is no source "proxmox-iso.alma"
          fix: did you mean "source.proxmox-iso.alma9"?
        main.pkr.hcl:7:49  there is no file "scripts/gone.sh" in the folder of this image
          fix: create it, or correct the name
        main.pkr.hcl:10:19  there is no file "motd" in the folder of this image
          fix: create it, or correct the name""",
        told(module.findings()));
  }

  @Test
  void valuesComeFromWhatIsGivenElseFromTheDefault() {
    HclModule module =
        packer(
            """
            variable "k3s_version" { type = string }
            variable "image_version" { default = 1 }
            variable "sizes" { type = list(number) }
            locals {
              release = split("+", var.k3s_version)[0]
              name    = "alma9-k3-node-amd64-${local.release}-v${var.image_version}"
              later   = "${local.name}-${var.nothing}"
              largest = max(var.sizes...)
            }
            """);
    Declaration sizes = module.declaration("var.sizes").orElseThrow();
    ModuleValues values =
        new ModuleValues(
            module,
            Map.of(
                "k3s_version",
                Value.of("v1.36.3+k3s1"),
                "sizes",
                ModuleValues.fromText(sizes, "[1, \"3\"]")));

    assertEquals(Value.of("alma9-k3-node-amd64-v1.36.3-v1"), values.local("name"));
    assertEquals(Value.UNKNOWN, values.local("later"));
    assertEquals(Value.of(3), values.local("largest"));
  }

  @Test
  void valuesThatAVariableRefusesAreToldInItsWords() {
    HclModule module =
        tofu(
            """
            variable "cores" {
              type = number
              validation {
                condition     = var.cores >= 1 && floor(var.cores) == var.cores
                error_message = "cores ${var.cores} must be whole"
              }
            }
            variable "flag" { type = bool }
            variable "later" {
              type = string
              validation {
                condition     = var.later != ""
                error_message = "not known, so not refused"
              }
            }
            """);
    ModuleValues values =
        new ModuleValues(module, Map.of("cores", Value.of("1.5"), "flag", Value.of("maybe")));

    assertEquals(
        List.of(
            "cores: cores 1.5 must be whole (main.tf:4:21)",
            "flag: flag must be of the type bool: true or false is needed here, not the string"
                + " \"maybe\" (main.tf:8:1)"),
        values.refusals().stream()
            .map(r -> r.variable() + ": " + r.message() + " (" + r.condition() + ")")
            .toList());
  }

  @Test
  void aCallMustFitTheModule() {
    HclModule root =
        tofu(
            """
            variable "token" {
              type      = string
              sensitive = true
            }
            module "node" {
              source = "./vm"
              name   = "k3s 1"
              cores  = "many"
              memry  = 1
            }
            module "gone" { source = "../gone" }
            output "ip" { value = module.node.ip_adress }
            output "name" { value = module.node.name }
            output "token" { value = "x${var.token}" }
            """);
    HclModule vm =
        HclModule.load(
            Dialect.TOFU,
            folder.resolve("vm"),
            List.of(
                Hcl.parse(
                    "vm/main.tf",
                    """
                    variable "name" {
                      type = string
                      validation {
                        condition     = can(regex("^[a-z0-9-]+$", var.name))
                        error_message = "name '${var.name}' must be a host name"
                      }
                    }
                    variable "cores" { type = number }
                    variable "memory" { type = number }
                    variable "bridge" { default = "vmbr0" }
                    output "ip_address" { value = "10.0.0.1" }
                    output "name" { value = upper(var.name) }
                    """)));
    ModuleValues values = new ModuleValues(root, Map.of());

    List<Finding> findings =
        ModuleCalls.check(
            values, path -> Optional.ofNullable(Map.of(folder.resolve("vm"), vm).get(path)));

    assertEquals(
        """
        main.tf:5:1  the module "node" is called without memory
          fix: add the missing argument
        main.tf:7:12  name 'k3s 1' must be a host name
          fix: change the value; the rule is at vm/main.tf:4:21
        main.tf:8:12  "cores" must be of the type number: a number is needed here, not the string "many"
          fix: give it a value of that type
        main.tf:9:3  the module "node" has no input "memry"
          fix: did you mean "memory"?
        main.tf:11:26  there is no module in the folder "../gone"
          fix: correct the path, which starts at the folder of this file
        main.tf:12:23  the module "node" has no output "ip_adress"
          fix: did you mean "ip_address"?
        main.tf:14:30  the output "token" shows the sensitive var.token
          fix: add sensitive = true to the output, or leave the value out""",
        told(findings));
    assertEquals(Value.of("K3S 1"), values.output("name"));
  }

  /**
   * Modules in folders 1, 2, 3 ...: each calls the next one twice, the last gives back its input.
   */
  private ModuleValues chain(int length, String input) {
    Map<Path, HclModule> modules = new HashMap<>();
    for (int i = 1; i <= length; i++) {
      String next = "../" + (i + 1);
      String source =
          i == length
              ? "variable \"in\" {}\noutput \"out\" { value = var.in }\n"
              : """
                variable "in" {}
                module "left" {
                  source = "%1$s"
                  in     = %2$s
                }
                module "right" {
                  source = "%1$s"
                  in     = %3$s
                }
                output "out" { value = module.left.out == module.right.out ? module.left.out : null }
                """
                  .formatted(next, input.formatted(0), input.formatted(1));
      Path folder = this.folder.resolve(String.valueOf(i));
      modules.put(
          folder, HclModule.load(Dialect.TOFU, folder, List.of(Hcl.parse(i + ".tf", source))));
    }
    ModuleValues root =
        new ModuleValues(modules.get(folder.resolve("1")), Map.of("in", Value.of("deep")));
    assertEquals("", told(ModuleCalls.check(root, path -> Optional.ofNullable(modules.get(path)))));
    return root;
  }

  @Test
  void modulesThatEachCallTheNextTwiceAreLookedAtOnce() {
    ModuleValues root =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> chain(40, "var.in"));

    assertEquals(Value.of("deep"), root.output("out"));
  }

  @Test
  void callsThatNeverRepeatTheirInputsComeToAnEnd() {
    ModuleValues root =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> chain(40, "\"${var.in}%d\""));

    assertEquals(Value.UNKNOWN, root.output("out"));
  }

  @Test
  void aLongChainOfModulesIsNoDepth() {
    ModuleValues root = chain(3000, "var.in");

    assertEquals(Value.UNKNOWN, root.output("out"));
  }

  @Test
  void whatCanNeverHaveAValueIsTold() {
    HclModule module =
        tofu(
            """
            locals {
              a = { b = 1 }
              c = local.a.d
              e = try(local.a.d, "caught")
              f = [1, 2][5]
              g = true ? 1 : [][0]
              h = upper([])
              i = unknown.thing.x
            }
            """);

    assertEquals(
        """
        main.tf:3:14  there is no attribute "d"
          fix: correct it, or catch it with try() or can()
        main.tf:5:13  there is no element 5 in a list of 2
          fix: correct it, or catch it with try() or can()
        main.tf:7:7  upper: a string is needed here, not a list
          fix: correct it, or catch it with try() or can()""",
        told(new ModuleValues(module, Map.of()).failures()));
  }
}
