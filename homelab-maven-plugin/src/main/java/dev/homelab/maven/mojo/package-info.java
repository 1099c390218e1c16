/**
 * The goals: parameters become a request, exceptions become Maven's.
 *
 * <p>The only package that may touch Maven. It touches flow, report, answers, tree, tool and
 * problem.
 */
package dev.homelab.maven.mojo;
