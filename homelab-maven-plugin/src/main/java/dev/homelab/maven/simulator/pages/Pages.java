package dev.homelab.maven.simulator.pages;

/** An area of URLs. */
interface Pages {

  /** Tells the router about each of them. */
  void addTo(Router router);
}
