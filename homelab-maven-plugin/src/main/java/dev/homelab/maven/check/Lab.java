package dev.homelab.maven.check;

import dev.homelab.maven.answers.Answers;
import dev.homelab.maven.tree.Tree;

/**
 * What the checks look at.
 *
 * @param tree the homelab's files
 * @param answers what homelab.properties says, however wrong it is
 * @param environment the name of the folder in terraform/envs that goals act on
 */
public record Lab(Tree tree, Answers answers, String environment) {}
