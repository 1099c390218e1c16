/**
 * The HCL engine against the real thing: the library that packer and tofu are built on, both tools
 * themselves, and every HCL file that comes with their source.
 */
package dev.homelab.it.hcl;
