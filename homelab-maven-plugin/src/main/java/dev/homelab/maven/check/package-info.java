/**
 * What preflight asks of a homelab, without a network.
 *
 * <p>A {@link dev.homelab.maven.check.Check} is one line of the console; the packages below this
 * one hold its questions, one class each. Checks read only and change nothing. They may touch tree,
 * answers, hcl, process, tool and problem.
 */
package dev.homelab.maven.check;
