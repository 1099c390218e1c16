/**
 * Asks whether a secret stands in a file that git takes.
 *
 * <p>No message repeats one: it names the kind, and at most the first four characters. Every search
 * takes time in proportion to the file, whatever stands in it. May touch check.kubernetes, tree,
 * check and problem.
 */
package dev.homelab.maven.check.secrets;
