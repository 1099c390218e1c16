/**
 * Asks whether the tree's YAML is well-formed and in the style of its .yamllint, and reads YAML
 * with its places for the checks that ask what it says.
 *
 * <p>{@link dev.homelab.maven.check.yaml.YamlLint} is the only class that knows the yamllint
 * library. May touch tree, check and problem, SnakeYAML, yamllint, and JGit's reader of ignore
 * patterns.
 */
package dev.homelab.maven.check.yaml;
