/**
 * The external tools: what is known of each, where it is found, how it is fetched, and one class
 * for each that knows its flags and what it prints.
 *
 * <p>The only package that knows flags and formats. It knows no homelab and no Maven; it may touch
 * process and problem.
 */
package dev.homelab.maven.tool;
