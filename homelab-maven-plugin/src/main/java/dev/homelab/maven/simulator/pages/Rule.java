package dev.homelab.maven.simulator.pages;

import java.util.Optional;

/** Who may make a call. */
interface Rule {

  /** What is missing, as Proxmox names it: a path and a privilege, or nothing; empty if none is. */
  Optional<String> missing(Call call);

  /** Everybody who is known. */
  static Rule everybody() {
    return call -> Optional.empty();
  }

  /** Whoever has all of these on that path. */
  static Rule all(String path, String... privileges) {
    return call -> {
      String there = call.filledIn(path);
      for (String privilege : privileges) {
        if (!call.may(there, privilege)) {
          return Optional.of(there + ", " + privilege);
        }
      }
      return Optional.empty();
    };
  }

  /** Whoever has one of these on that path. */
  static Rule any(String path, String... privileges) {
    return call -> {
      String there = call.filledIn(path);
      return call.mayAny(there, privileges)
          ? Optional.empty()
          : Optional.of(there + ", " + String.join("|", privileges));
    };
  }

  /** Who fulfils this one and the other. */
  default Rule and(Rule other) {
    return call -> missing(call).or(() -> other.missing(call));
  }

  /** Who fulfils this one or the other; Proxmox does not say which would have helped. */
  default Rule or(Rule other) {
    return call ->
        missing(call).isEmpty() || other.missing(call).isEmpty()
            ? Optional.empty()
            : Optional.of("");
  }

  /** Only for calls that have this parameter. */
  default Rule ifGiven(String parameter) {
    return call -> call.parameter(parameter).isPresent() ? missing(call) : Optional.of("");
  }
}
