/**
 * Asks whether text files are UTF-8 with LF line ends.
 *
 * <p>May touch tree, check and problem.
 */
package dev.homelab.maven.check.text;
