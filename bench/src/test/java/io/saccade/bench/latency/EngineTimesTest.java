package io.saccade.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.topology.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class EngineTimesTest {

  private static RecordHeaders headers(String... namesAndValues) {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return headers;
  }

  @Test
  void readsThemFromThePrediction() {
    assertThat(
            EngineTimes.of(
                headers(
                    Headers.QUEUED_MICROS,
                    "10",
                    Headers.DECODE_MICROS,
                    "200",
                    Headers.WAITED_MICROS,
                    "50000",
                    Headers.INFERENCE_MICROS,
                    "3000")))
        .contains(new EngineTimes(10, 200, 50_000, 3000))
        .get()
        .returns(53_210L, EngineTimes::micros);
  }

  @Test
  void findsNoneOnAnAnswerOfNoEngine() {
    assertThat(EngineTimes.of(headers(Headers.QUEUED_MICROS, "10"))).isEmpty();
  }

  @Test
  void carriesTheDueTimeOverAHeader() {
    RecordHeaders headers = headers();
    headers.add(DueHeader.of(-123_456_789_012L));

    assertThat(DueHeader.read(headers)).isEqualTo(-123_456_789_012L);
  }
}
