/**
 * What the tools themselves say of a homelab, where they are on the machine: packer, tofu,
 * kustomize, kubectl, kubeconform, shellcheck, shfmt, yamllint, ksvalidator, make.
 *
 * <p>They run on a copy, so that nothing they write lands in the homelab. That one is missing is
 * told and never a finding. May touch tool and process, and what the other checks touch.
 */
package dev.homelab.maven.check.tools;
