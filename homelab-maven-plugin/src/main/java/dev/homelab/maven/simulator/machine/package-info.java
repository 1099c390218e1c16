/**
 * What stands in for a machine that a simulated hypervisor starts: it can be logged in to, and what
 * it is told it writes down and does not do. Touches nothing but the SSH library.
 */
package dev.homelab.maven.simulator.machine;
