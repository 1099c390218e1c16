package dev.homelab.it.hcl;

/** A file to judge. */
record Source(String name, byte[] content) {
  @Override
  public String toString() {
    return name;
  }
}
