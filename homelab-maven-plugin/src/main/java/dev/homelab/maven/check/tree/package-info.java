/**
 * Asks whether the files are there, can be read, and have names that every system can hold.
 *
 * <p>May touch tree, answers, check and problem.
 */
package dev.homelab.maven.check.tree;
