/**
 * HCL, the language of packer and tofu, read and written as exactly as they do: {@code Hcl} parses,
 * {@code HclFormatter} formats. It depends on nothing but the JDK, so that any project may use it;
 * of this one it knows nothing. What is accepted and refused follows github.com/hashicorp/hcl v2,
 * the library of both tools.
 */
package dev.homelab.maven.hcl;
