/**
 * Asks whether the HCL files can be read, are in canonical form, and mean something.
 *
 * <p>{@code Estate} is what the files describe, machines and images with the values their arguments
 * will have; the traps and the check of the layers stand on it. May touch hcl, tree, answers and
 * problem.
 */
package dev.homelab.maven.check.hcl;
