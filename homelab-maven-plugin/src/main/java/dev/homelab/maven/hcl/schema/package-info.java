/**
 * Which blocks and arguments there are: those of both languages, of the Proxmox provider and of the
 * Proxmox builder, from tables that the tools and plugins print themselves. A type that is in no
 * table may hold anything. Depends on the model and what lies below it.
 */
package dev.homelab.maven.hcl.schema;
