/**
 * Asks what its user still has to fill in.
 *
 * <p>May touch tree, answers, check and problem.
 */
package dev.homelab.maven.check.markers;
