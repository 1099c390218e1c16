/**
 * Tests of the image: its scripts, run unchanged in a scratch root with stand-ins for the programs
 * that would change a machine, and the order in which the Packer template runs them. They read the
 * archetype's resources as files and touch neither the plugin nor Maven.
 */
package dev.homelab.it.image;
