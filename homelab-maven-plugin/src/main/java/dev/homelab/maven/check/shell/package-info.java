/**
 * Asks about the shell scripts: first line, strict mode, run bit, and what bash says to them.
 *
 * <p>May touch tree, check and problem. {@link dev.homelab.maven.check.shell.BashSyntax} is the one
 * place below check that starts a program: it lets bash parse, never run.
 */
package dev.homelab.maven.check.shell;
