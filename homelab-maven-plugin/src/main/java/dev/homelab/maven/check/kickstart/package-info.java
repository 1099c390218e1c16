/**
 * Asks about kickstart files, as the installer of AlmaLinux 9 reads them.
 *
 * <p>The commands and their options stand in {@code el9-commands.txt} beside these classes. The
 * file may be a packer template: what stands in {@code ${...}} is taken for a good value. May touch
 * tree, check and problem.
 */
package dev.homelab.maven.check.kickstart;
