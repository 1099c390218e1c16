package dev.homelab.it.image;

/** How a script ended and what it said. */
record Run(int exit, String stdout, String stderr) {}
