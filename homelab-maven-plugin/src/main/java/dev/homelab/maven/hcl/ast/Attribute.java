package dev.homelab.maven.hcl.ast;

/**
 * An argument: {@code name = value}.
 *
 * @param start where the name starts
 * @param nameEnd where the name ends
 * @param end where the value ends
 */
public record Attribute(String name, Expression value, int start, int nameEnd, int end)
    implements Body.Item {}
