/**
 * The goals: parameters become a request, exceptions become Maven's.
 *
 * <p>The only package that may touch Maven. It touches flow, report, credentials, answers, tree,
 * tool, process and problem.
 */
package dev.homelab.maven.mojo;
