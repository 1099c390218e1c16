package dev.homelab.maven.simulator.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link Size}. */
class SizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1023, 1023",
    "1024, 1K",
    "1536, 1536",
    "4194304, 4M",
    "540672, 528K",
    "64424509440, 60G",
    "1099511627776, 1T",
    "1100585369600, 1025G"
  })
  void theLargestUnitThatLeavesAWholeNumberIsPrinted(long bytes, String text) {
    assertEquals(text, Size.printed(bytes));
  }

  @ParameterizedTest
  @CsvSource({"62914560K, 64424509440", "60G, 64424509440", "1.5G, 1610612736", "512, 512"})
  void sizesAreRead(String text, long bytes) {
    assertEquals(OptionalLong.of(bytes), Size.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"-1G", "1X", "G", "1.2345G", "1e9", "9999999999999999"})
  void nonsenseIsNotRead(String text) {
    assertEquals(OptionalLong.empty(), Size.parse(text));
  }
}
