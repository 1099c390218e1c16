package dev.homelab.maven.proxmox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests for {@link Fields}. */
class FieldsTest {

  private static Fields field(String value) {
    try {
      return new Fields(new ObjectMapper().readTree("{\"x\":" + value + "}"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void readsNumbersHoweverTheyAreWritten() {
    assertEquals(
        List.of(
            OptionalLong.of(7),
            OptionalLong.of(7),
            OptionalLong.of(7),
            OptionalLong.of(7),
            OptionalLong.of(-7),
            OptionalLong.of(852886552576L)),
        Stream.of("7", "\"7\"", "7.9", "\" 7.9\"", "-7", "\"852886552576\"")
            .map(value -> field(value).number("x"))
            .toList());
  }

  @Test
  void takesWhatIsNoNumberForAbsent() {
    assertEquals(
        List.of(),
        Stream.of(
                "null",
                "true",
                "\"\"",
                "\"7 GB\"",
                "[]",
                "{}",
                "1e300",
                "99999999999999999999",
                "\"99999999999999999999\"",
                "\"0x7\"")
            .filter(value -> field(value).number("x").isPresent())
            .toList());
  }

  @Test
  void countsOnlyUpFromZero() {
    assertEquals(OptionalInt.of(0), field("0").small("x"));
    assertEquals(OptionalInt.empty(), field("-1").small("x"));
    assertEquals(OptionalInt.empty(), field("2147483648").small("x"));
  }

  @Test
  void readsFlagsHoweverTheyAreWritten() {
    assertEquals(
        List.of("1", "true", "\"1\"", "\"yes\"", "\"on\"", "\"true\""),
        Stream.of(
                "1",
                "true",
                "\"1\"",
                "\"yes\"",
                "\"on\"",
                "\"true\"",
                "0",
                "false",
                "\"0\"",
                "\"\"",
                "null",
                "[1]",
                "2")
            .filter(value -> field(value).flag("x"))
            .toList());
  }

  @Test
  void readsMomentsThatExist() {
    assertEquals(Optional.of(Instant.ofEpochSecond(5)), field("\"5\"").instant("x"));
    assertEquals(Optional.empty(), field("-5").instant("x"));
    assertEquals(Optional.empty(), field("999999999999999").instant("x"));
  }

  @Test
  void splitsPropertyStringsThatAreNone() {
    assertEquals(
        "{file=a:b, size=1G}",
        PropertyString.parse(",a:b,,=x,size=1G,size=2G,y=", "file").toString());
  }
}
