/** What is fast enough is measured here, by hand: no test depends on it. */
package dev.homelab.it.benchmark;
