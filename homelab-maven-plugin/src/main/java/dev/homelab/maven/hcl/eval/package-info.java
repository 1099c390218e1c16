/**
 * Works out expressions as far as everything in them is known: what a plan of tofu or a build of
 * packer would only tell later is a value of its own, {@link
 * dev.homelab.maven.hcl.eval.Value.Unknown}. Nothing here reads a file, the clock or the
 * environment. Depends on the syntax tree and the parser only.
 */
package dev.homelab.maven.hcl.eval;
