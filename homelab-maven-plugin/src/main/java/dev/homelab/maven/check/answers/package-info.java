/** Asks the rules of homelab.properties. May touch answers, check and problem. */
package dev.homelab.maven.check.answers;
