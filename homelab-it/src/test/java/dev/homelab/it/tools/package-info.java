/** What the goals do about external tools on a machine that has none: tell, and fetch. */
package dev.homelab.it.tools;
