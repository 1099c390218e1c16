/**
 * The order of work of each goal and its request.
 *
 * <p>Knows no Maven and no tool's flags. May touch everything below it but hcl; of it all, only the
 * rehearsal touches the simulator.
 */
package dev.homelab.maven.flow;
