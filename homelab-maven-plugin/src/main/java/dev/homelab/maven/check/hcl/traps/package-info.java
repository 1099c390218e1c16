/**
 * What packer and tofu accept and what then goes wrong: each a class, with the accident in its
 * rule.
 *
 * <p>A trap is silent where a value is not known, or blocks are made at run time. May touch
 * check.hcl, hcl and problem.
 */
package dev.homelab.maven.check.hcl.traps;
