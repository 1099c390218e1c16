/**
 * Asks whether the layers agree: what packer builds, what tofu clones, what Argo CD follows, what
 * make hands over. No tool sees more than one of them.
 *
 * <p>One class for each agreement; each finding names both places. May touch check.hcl, check.yaml,
 * hcl, tool (for the state that tofu leaves), tree, answers and problem.
 */
package dev.homelab.maven.check.layers;
