/**
 * What homelab keeps between two runs, in the git-ignored folder {@code .homelab}: what was built
 * from what, who works on the homelab right now, and what a run had begun when it died.
 *
 * <p>It lies outside of {@code target}, so that {@code mvn clean} costs no image. Knows no goal and
 * no tool; may touch problem.
 */
package dev.homelab.maven.state;
