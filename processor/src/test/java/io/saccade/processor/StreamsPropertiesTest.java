package io.saccade.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.saccade.processor.lookahead.Engine;
import io.saccade.processor.settings.ProcessorSettings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

final class StreamsPropertiesTest {

  private static Map<String, Object> properties(Map<String, String> given) throws Exception {
    Map<String, String> settings = new TreeMap<>(given);
    settings.put("model.bundle", "b");
    try (Engine engine = new Engine(1, 1)) {
      return StreamsProperties.streams(
          ProcessorSettings.load(null, Map.of(), settings).streams(),
          MemoryPlan.of(1L << 30, 0, 2, 16, new ImagesTopic(12, 1, 1 << 20)),
          engine.lookAhead(),
          "here");
    }
  }

  @Test
  void givesEveryRecordTimeWellBeforeItsTransactionEnds() throws Exception {
    assertThat(properties(Map.of())).containsEntry("producer.transaction.timeout.ms", 60_000);
  }

  @Test
  void waitsForBrokersThatAreAwayAsLongAsAPollMayBeLate() throws Exception {
    assertThat(properties(Map.of())).containsEntry("producer.max.block.ms", 240_000);
  }

  @Test
  void givesUpConnectionsThatNothingComesBackOn() throws Exception {
    assertThat(properties(Map.of()))
        .containsEntry("producer.request.timeout.ms", 15_000)
        .containsEntry("consumer.request.timeout.ms", 15_000);
  }

  @Test
  void letsTheOperatorsTuningWinUnderAnyPrefix() throws Exception {
    Map<String, Object> properties =
        properties(
            Map.of(
                "kafka.auto.offset.reset", "latest",
                "kafka.consumer.max.poll.records", "7",
                "kafka.main.consumer.fetch.max.bytes", "12345"));
    assertThat(properties)
        .containsEntry("auto.offset.reset", "latest")
        .containsEntry("consumer.max.poll.records", "7")
        .containsEntry("main.consumer.fetch.max.bytes", "12345")
        .doesNotContainKeys("consumer.auto.offset.reset", "main.consumer.max.poll.records");
  }

  @Test
  void namesItsClientsAfterTheInstance() throws Exception {
    assertThat(properties(Map.of("kafka.client.id", "other"))).containsEntry("client.id", "here");
  }

  @Test
  void keepsWhatThePromisesRestOn() throws Exception {
    Map<String, Object> properties =
        properties(
            Map.of(
                "kafka.processing.exception.handler", "Any",
                "kafka.producer.max.request.size", "10"));
    assertThat(properties.get(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG))
        .asString()
        .contains("LogAndFail");
    assertThat(properties).containsEntry("producer.max.request.size", 1 << 20);
  }
}
