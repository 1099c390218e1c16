/**
 * Reads homelab.properties, and knows every rule about what may stand in it.
 *
 * <p>May touch tree and problem.
 */
package dev.homelab.maven.answers;
