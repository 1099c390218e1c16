/**
 * The generated tree without Maven: its Makefile, scripts and OpenTofu files, run as their user
 * would run them. May touch the shared helpers of the package above.
 */
package dev.homelab.it.tree;
