/** The homelab Maven plugin. Each package says in its own package-info what it may touch. */
package dev.homelab.maven;
