/**
 * The homelab's files as git would take them: found once, read at most once, shared by every check.
 *
 * <p>May touch problem, and JGit's reader of .gitignore files; knows no check and no Maven.
 */
package dev.homelab.maven.tree;
