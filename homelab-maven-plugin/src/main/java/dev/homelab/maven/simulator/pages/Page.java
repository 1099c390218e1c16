package dev.homelab.maven.simulator.pages;

/** Answers one URL. */
interface Page {

  /** What becomes {@code data}: maps, lists, texts, numbers or null. */
  Object answer(Call call) throws Refusal;
}
