package dev.homelab.maven.hcl;

/** An error of the syntax between two offsets. */
record SyntaxProblem(int start, int end, String message, String fix) {}
