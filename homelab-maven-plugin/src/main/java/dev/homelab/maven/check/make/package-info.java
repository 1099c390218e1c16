/**
 * Asks about the Makefile: what make itself refuses, and what its help promises.
 *
 * <p>{@link dev.homelab.maven.check.make.Makefile} reads the file as far as the questions need it:
 * logical lines, rules, recipes, conditionals. It expands nothing. May touch tree, check and
 * problem.
 */
package dev.homelab.maven.check.make;
