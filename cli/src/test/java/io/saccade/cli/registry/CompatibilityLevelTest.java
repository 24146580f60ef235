package io.saccade.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityLevelTest {

  private static final Schema INT = schema("{\"name\":\"a\",\"type\":\"int\"}");
  private static final Schema LONG = schema("{\"name\":\"a\",\"type\":\"long\"}");
  private static final Schema TEXT = schema("{\"name\":\"a\",\"type\":\"string\"}");

  /** A long can read an int, and not the other way round; a text can read neither. */
  @ParameterizedTest
  @CsvSource({
    "NONE, true, true, true, true",
    "BACKWARD, true, false, true, false",
    "BACKWARD_TRANSITIVE, true, false, false, false",
    "FORWARD, false, true, true, false",
    "FORWARD_TRANSITIVE, false, true, false, false",
    "FULL, false, false, true, false",
    "FULL_TRANSITIVE, false, false, false, false"
  })
  void asksWhatItsNameSays(
      CompatibilityLevel level, boolean wider, boolean narrower, boolean onlyLast, boolean other) {
    assertThat(level.objections(LONG, List.of(INT)).isEmpty()).isEqualTo(wider);
    assertThat(level.objections(INT, List.of(LONG)).isEmpty()).isEqualTo(narrower);
    assertThat(level.objections(INT, List.of(TEXT, INT)).isEmpty()).isEqualTo(onlyLast);
    assertThat(level.objections(TEXT, List.of(INT)).isEmpty()).isEqualTo(other);
    assertThat(level.objections(TEXT, List.of())).isEmpty();
  }

  private static Schema schema(String field) {
    return new Schema.Parser().parse(RegistryContract.record(field));
  }
}
