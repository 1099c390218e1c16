/**
 * The syntax tree of HCL: what is written, not what it means. Every node knows where it stands as
 * byte offsets into its source; {@code HclFile} turns those into lines and columns. It depends on
 * nothing.
 */
package dev.homelab.maven.hcl.ast;
