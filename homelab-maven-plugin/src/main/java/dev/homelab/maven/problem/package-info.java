/**
 * What went wrong and how to mend it: problems, findings, the rules they break and the texts they
 * share.
 *
 * <p>Depends on nothing but the JDK.
 */
package dev.homelab.maven.problem;
