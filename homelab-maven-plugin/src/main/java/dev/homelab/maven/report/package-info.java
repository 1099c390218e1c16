/**
 * The views of one and the same set of findings: console and JSON.
 *
 * <p>May touch problem and state.
 */
package dev.homelab.maven.report;
