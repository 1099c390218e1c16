/**
 * What the files of one folder mean together: what they declare, what they refer to and what does
 * not fit. Depends on the syntax, on evaluation, and on the search for similar names in {@code
 * dev.homelab.maven.problem}. Looks for files that are referred to, and reads none.
 */
package dev.homelab.maven.hcl.model;
