/**
 * Starts other programs: a command is a value, the runner starts it, the result says how it went.
 *
 * <p>Only {@link dev.homelab.maven.process.Runner} starts processes. The package knows no tool and
 * no homelab; it may touch problem.
 */
package dev.homelab.maven.process;
