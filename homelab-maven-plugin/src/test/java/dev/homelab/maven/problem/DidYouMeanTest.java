package dev.homelab.maven.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {

  private static final List<String> KEYS = List.of("bridge", "storage", "iso_storage", "cores");

  @Test
  void findsANameWithALetterMissingDoubledReplacedOrSwapped() {
    assertEquals(Optional.of("bridge"), DidYouMean.among(KEYS, "bridg"));
    assertEquals(Optional.of("bridge"), DidYouMean.among(KEYS, "briidge"));
    assertEquals(Optional.of("bridge"), DidYouMean.among(KEYS, "bridqe"));
    assertEquals(Optional.of("bridge"), DidYouMean.among(KEYS, "brigde"));
  }

  @Test
  void takesTheNearestOfSeveral() {
    assertEquals(Optional.of("storage"), DidYouMean.among(KEYS, "storages"));
  }

  @Test
  void suggestsNothingThatIsFarAway() {
    assertEquals(Optional.empty(), DidYouMean.among(KEYS, "favourite_colour"));
    assertEquals(Optional.empty(), DidYouMean.among(KEYS, "x"));
    assertEquals(Optional.empty(), DidYouMean.among(List.of(), "bridge"));
  }

  @Test
  void doesNotWorkItselfToDeathOnALongName() {
    String typed = "x".repeat(100_000);

    assertEquals(Optional.empty(), DidYouMean.among(List.of(typed + "y"), typed));
  }
}
