/**
 * The order of work of each goal and its request.
 *
 * <p>Knows no Maven and no tool's flags. May touch check, answers, tree, tool, process, report and
 * problem.
 */
package dev.homelab.maven.flow;
